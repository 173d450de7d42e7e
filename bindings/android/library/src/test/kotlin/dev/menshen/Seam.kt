package dev.menshen

import dev.menshen.core.Age
import dev.menshen.core.AppState
import dev.menshen.core.ConsentAnswer
import dev.menshen.core.GateOptions
import dev.menshen.core.Native
import dev.menshen.core.NativeGate
import dev.menshen.core.OsGrant
import dev.menshen.core.Resource
import org.json.JSONObject
import java.io.File

/** The native seam alone, without the framework: for tests of what lies below the library. */
internal object Seam {
    /** A gate on the policy without its limits, whose user accepted it, and whose app is in front. */
    fun open(dir: File, process: String = "main"): NativeGate =
        NativeGate.open(GateOptions(dir.path, unlimited, process, API.toUShort())).also {
            it.acceptPolicy()
            it.switchSubject("tester", Age.ADULT)
            it.appState(AppState.FOREGROUND)
        }

    /** A gate of another process in the same directory. */
    fun join(dir: File, process: String): NativeGate =
        NativeGate.open(GateOptions(dir.path, unlimited, process, API.toUShort())).also { it.appState(AppState.FOREGROUND) }

    /** The handle of an access. */
    fun prepare(purpose: String, resource: Resource, scopes: Int): Long =
        Native.prepare(purpose, resource.ordinal, scopes, "app", false)

    /** The user and the system allow it. */
    fun grant(gate: NativeGate, access: Long, resource: Resource, scopes: Int) {
        gate.answer(access.toULong(), ConsentAnswer.Grant)
        gate.osChanged(resource, scopes.toUByte(), OsGrant.GRANTED)
    }

    private const val API = 35

    private val unlimited: String by lazy {
        val policy = JSONObject(Gates.policy())
        val purposes = policy.getJSONArray("purposes")
        for (index in 0 until purposes.length()) purposes.getJSONObject(index).remove("limit")
        policy.toString()
    }
}
