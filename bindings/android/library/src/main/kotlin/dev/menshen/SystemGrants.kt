package dev.menshen

import android.app.Activity
import android.content.pm.PackageManager
import android.content.pm.PackageManager.PERMISSION_GRANTED
import android.os.Build
import android.provider.Settings
import dev.menshen.core.OsGrant
import dev.menshen.core.Requirement
import dev.menshen.core.Resource
import dev.menshen.core.scopeNames
import java.util.concurrent.ConcurrentHashMap

/**
 * What the system permits, told to the gate: at each resume, and whenever an access is asked for.
 * Only the app's own permissions are looked at, and only those of declared needs.
 */
internal class SystemGrants(private val menshen: Menshen) {
    private val context get() = menshen.context
    private val api = Build.VERSION.SDK_INT
    private val switches = Switches(menshen)
    private val requirements = ConcurrentHashMap<Pair<Resource, String>, Requirement>()
    private val declared by lazy {
        menshen.policy?.purposes.orEmpty().flatMap { it.needs }.groupBy { it.resource }
            .mapValues { (resource, needs) -> opened(resource, needs.fold(0) { bits, need -> bits or need.scopes.toInt() }) }
    }

    /** Brings the gate up to date. [activity] tells a refusal from a lapse; without one a lapse is assumed. */
    fun reconcile(activity: Activity?) {
        for ((resource, scopes) in declared) {
            // A switch that is off beats what each scope is granted; on again, they are told anew.
            if (switches.isOffAndTold(resource)) continue
            for (scope in scopes) tell(resource, scope, activity)
        }
    }

    /** Before an access: what was permitted may have been taken away since the last resume. */
    fun confirm(access: Access<*>) {
        for (scope in scopes(access.of, access.scopes)) {
            // What the gate knows is asked last: that call is the slow one.
            if (isGranted(access.of, scope) || known(access.of, scope) != OsGrant.GRANTED) continue
            tell(access.of, scope, menshen.stage.visible)
        }
    }

    /** What the system's dialogs are asked for, for an access: dialog by dialog, what is granted left out. */
    fun dialogs(access: Access<*>): List<List<String>> =
        Permissions.dialogs(access.of, scopes(access.of, access.scopes), api).filterNot(::isGranted)

    fun requirement(access: Access<*>): Requirement =
        scopes(access.of, access.scopes).map { requirement(access.of, it) }.maxOrNull() ?: Requirement.NONE

    /** What the user's answer to the dialog comes down to. */
    fun answered(access: Access<*>, dialog: Outcome): OsGrant {
        val scopes = scopes(access.of, access.scopes)
        val refusedBefore = scopes.any { known(access.of, it).let { grant -> grant == OsGrant.DENIED || grant == OsGrant.PERMANENTLY_DENIED } }
        return when {
            scopes.all { isGranted(access.of, it) } -> OsGrant.GRANTED
            isReduced(access) -> OsGrant.REDUCED
            // Broken off by the system, not by the user.
            dialog.cancelled -> OsGrant.NOT_ASKED
            dialog.rationaleAfter -> OsGrant.DENIED
            dialog.rationaleBefore -> OsGrant.PERMANENTLY_DENIED
            // No rationale before or after: a dialog closed with a tap beside it looks just as one that is
            // not shown any more. The first time the kinder reading counts; nobody is sent to the
            // settings in vain.
            else -> if (refusedBefore) OsGrant.PERMANENTLY_DENIED else OsGrant.DENIED
        }
    }

    fun isGranted(permissions: List<String>): Boolean = permissions.all(::isGranted)

    /** The declared scopes, and what their permissions open besides: who reads contacts may match them too. */
    private fun opened(resource: Resource, bits: Int): List<String> {
        val named = scopes(resource, bits)
        val permissions = named.flatMap { Permissions.of(resource, it, api) }
        return names(resource).filter { scope ->
            val needed = Permissions.of(resource, scope, api)
            scope in named || (needed.isNotEmpty() && permissions.containsAll(needed))
        }
    }

    private fun tell(resource: Resource, scope: String, activity: Activity?) {
        val native = menshen.native ?: return
        val grant = now(resource, scope, known(resource, scope), activity) ?: return
        native.osChanged(resource, bit(resource, scope).toUByte(), grant)
    }

    /** What to tell the gate; `null` when the system says nothing new. */
    private fun now(resource: Resource, scope: String, known: OsGrant, activity: Activity?): OsGrant? {
        val requirement = requirement(resource, scope)
        if (requirement != Requirement.PERMISSION && requirement != Requirement.SPECIAL) return null
        if (isGranted(resource, scope)) return OsGrant.GRANTED.takeIf { it != known }
        val rationale = activity != null && Permissions.of(resource, scope, api).any(activity::shouldShowRequestPermissionRationale)
        return when (known) {
            OsGrant.GRANTED, OsGrant.SWITCHED_OFF -> if (rationale || requirement == Requirement.SPECIAL) OsGrant.DENIED else OsGrant.NOT_ASKED
            OsGrant.NOT_ASKED, OsGrant.PERMANENTLY_DENIED -> OsGrant.DENIED.takeIf { rationale }
            else -> null
        }
    }

    private fun isGranted(resource: Resource, scope: String): Boolean {
        if (resource == Resource.SYSTEM_SETTINGS) return Settings.System.canWrite(context)
        if (resource == Resource.INSTALLED_APPS && !exists(Permissions.GET_INSTALLED_APPS)) return true
        return Permissions.of(resource, scope, api).all(::isGranted)
    }

    private fun isReduced(access: Access<*>): Boolean =
        Permissions.reduced(access.of, api)?.let(::isGranted) ?: false

    private fun isGranted(permission: String) = context.checkSelfPermission(permission) == PERMISSION_GRANTED

    private fun exists(permission: String) = try {
        context.packageManager.getPermissionInfo(permission, 0) != null
    } catch (_: PackageManager.NameNotFoundException) {
        false
    }

    private fun known(resource: Resource, scope: String): OsGrant =
        menshen.native?.osGrant(resource, scope) ?: OsGrant.NOT_ASKED

    // Does not change while the process lives.
    private fun requirement(resource: Resource, scope: String): Requirement = requirements.getOrPut(resource to scope) {
        menshen.native?.requirement(resource, bit(resource, scope).toUByte()) ?: Requirement.NONE
    }

    private fun scopes(resource: Resource, bits: Int): List<String> =
        names(resource).filterIndexed { index, _ -> bits shr index and 1 == 1 }

    private fun bit(resource: Resource, scope: String): Int = 1 shl names(resource).indexOf(scope)

    private fun names(resource: Resource): List<String> = NAMES.getValue(resource)

    private companion object {
        val NAMES = Resource.entries.associateWith(::scopeNames)
    }
}
