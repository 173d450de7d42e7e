package dev.menshen

import android.app.Application
import android.content.Context
import android.os.Build
import android.util.Log
import dev.menshen.core.GateOptions
import dev.menshen.core.MenshenException
import dev.menshen.core.NativeGate
import java.io.File
import java.io.IOException

/** Opens the native gate. Every failure is kept as the reason why everything is denied. */
internal class Opening(
    context: Context,
    private val options: MenshenOptions,
    dir: File? = null,
    private val policy: String? = null,
) {
    private val app: Context = context.applicationContext ?: context
    private val name = processName()

    // Outside the app's backups, and shared by its processes.
    private val dir: File = dir ?: File(app.noBackupFilesDir, "menshen")

    fun open(): Menshen {
        var failure: String? = null
        val native = try {
            NativeGate.open(gateOptions())
        } catch (error: IOException) {
            failure = "the policy ${options.policyAsset} is not among the app's assets: ${error.message}"
            null
        } catch (error: MenshenException) {
            failure = error.message
            null
        } catch (error: LinkageError) {
            failure = "the native library cannot be loaded: ${error.message}"
            null
        }
        failure = failure ?: mismatch(native)
        failure?.let { Log.e("menshen", "everything is denied: $it") }
        return Menshen(app, options, native.takeIf { failure == null }, failure)
    }

    private fun gateOptions() = GateOptions(
        dir = dir.path,
        policy = policy ?: app.assets.open(options.policyAsset).use { it.readBytes().decodeToString() },
        process = name,
        api = Build.VERSION.SDK_INT.toUShort(),
        observe = options.observe.toList(),
        callSites = options.callSites,
        key = KeystoreKey.orNull(app),
    )

    private fun mismatch(native: NativeGate?): String? {
        val (stamp, policy) = (options.stamp ?: return null) to (native?.policy() ?: return null)
        if (stamp.fingerprint == policy.fingerprint) return null
        native.shut()
        return "the purposes were generated from ${stamp.id} ${stamp.version}, which is not the policy file; " +
            "run `menshen policy codegen` again"
    }

    /** `main`, or what the manifest calls the process, such as `:player`. */
    private fun processName(): String {
        val full = if (Build.VERSION.SDK_INT >= 28) Application.getProcessName() else commandLine()
        return full?.removePrefix(app.packageName)?.ifEmpty { "main" } ?: "main"
    }

    private fun commandLine(): String? = try {
        File("/proc/self/cmdline").readText().substringBefore('\u0000')
    } catch (_: IOException) {
        null
    }
}
