package dev.menshen.sample

import android.Manifest.permission.ACCESS_COARSE_LOCATION
import android.Manifest.permission.ACCESS_FINE_LOCATION
import android.app.Application
import android.content.pm.PackageManager.PERMISSION_GRANTED
import org.robolectric.Shadows.shadowOf

/** What the user does in the system's permission dialog. */
enum class Tap { ALLOW, COARSE, REFUSE, BESIDE }

/**
 * What Android remembers of its permission dialogs: who refuses once is asked again and the app
 * should explain; who refuses twice is not asked any more.
 */
class SystemDialogs(private val app: Application) {
    private val refusals = HashMap<String, Int>()

    /** Whether asking for these would show a dialog. */
    fun shows(permissions: List<String>): Boolean = permissions.any { !granted(it) && refusals(it) < 2 }

    fun answer(permissions: List<String>, tap: Tap): Unit = when (tap) {
        Tap.ALLOW -> allow(permissions)
        Tap.COARSE -> allow(permissions.filter { it == ACCESS_COARSE_LOCATION }).also { refuse(listOf(ACCESS_FINE_LOCATION)) }
        Tap.REFUSE -> refuse(permissions)
        Tap.BESIDE -> Unit
    }

    fun allow(permissions: List<String>) {
        shadowOf(app).grantPermissions(*permissions.toTypedArray())
        permissions.forEach { refusals.remove(it); rationale(it, false) }
    }

    /** Switched off in the settings, which counts as a refusal. */
    fun takeAway(permissions: List<String>) {
        shadowOf(app).denyPermissions(*permissions.toTypedArray())
        refuse(permissions)
    }

    /** "Only this time" is over, or nobody used the app for months. */
    fun lapse(permissions: List<String>): Unit = shadowOf(app).denyPermissions(*permissions.toTypedArray())

    fun results(permissions: List<String>): IntArray = permissions.map(app::checkSelfPermission).toIntArray()

    private fun refuse(permissions: List<String>) = permissions.filterNot(::granted).forEach {
        refusals[it] = refusals(it) + 1
        rationale(it, refusals(it) == 1)
    }

    private fun refusals(permission: String) = refusals[permission] ?: 0

    private fun granted(permission: String) = app.checkSelfPermission(permission) == PERMISSION_GRANTED

    private fun rationale(permission: String, wanted: Boolean) =
        shadowOf(app.packageManager).setShouldShowRequestPermissionRationale(permission, wanted)
}
