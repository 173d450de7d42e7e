package dev.menshen

import android.app.Application
import dev.menshen.core.OsGrant
import dev.menshen.core.Resource
import org.robolectric.RuntimeEnvironment
import java.io.File

/** Gates for tests: the real native library on the real policies, in a directory of their own. */
internal object Gates {
    val root = File(checkNotNull(System.getProperty("menshen.root")))
    val app: Application get() = RuntimeEnvironment.getApplication()

    fun policy(name: String = "netease-cloud-music"): String = File(root, "policies/$name.json").readText()

    /** A gate that was just installed: nothing is accepted, nothing granted. */
    fun fresh(options: MenshenOptions = MenshenOptions(), dir: File = directory()): Menshen =
        Opening(app, options, dir, policy()).open().start(null)

    /** A gate whose user accepted the policy, and whose app is in front. */
    fun accepted(options: MenshenOptions = MenshenOptions(), dir: File = directory()): Menshen =
        fresh(options, dir).also {
            it.user.acceptPolicy()
            checkNotNull(it.native).appState(dev.menshen.core.AppState.FOREGROUND)
        }

    /** What the system's dialog does when the user allows. */
    fun grant(menshen: Menshen, access: Access<*>) {
        menshen.user.grant(access)
        checkNotNull(menshen.native).osChanged(access.of, access.scopes.toUByte(), OsGrant.GRANTED)
        org.robolectric.Shadows.shadowOf(app).grantPermissions(*menshen.system.dialogs(access).flatten().toTypedArray())
    }

    fun directory(): File = File(app.noBackupFilesDir, "gate-${System.nanoTime()}")

    @OptIn(GeneratedCode::class)
    fun <S> access(purpose: String, resource: Resource, scopes: Int): Access<S> = Access(purpose, resource.ordinal, scopes)
}
