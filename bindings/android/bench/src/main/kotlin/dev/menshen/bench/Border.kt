package dev.menshen.bench

import dev.menshen.core.AppState
import dev.menshen.core.ConsentAnswer
import dev.menshen.core.GateOptions
import dev.menshen.core.Native
import dev.menshen.core.NativeGate
import dev.menshen.core.NextStep
import dev.menshen.core.OsGrant
import dev.menshen.core.Resource
import org.json.JSONObject
import java.io.File

/** A gate that allows one access, and what an app does with it by each way over the border. */
public class Border(private val dir: File, policy: File) : AutoCloseable {
    private val gate = NativeGate.open(GateOptions(dir.path, unlimited(policy), "main", 35u))
    private val handle = gate.handle().toLong()
    private val access = Native.prepare(PURPOSE, Resource.MEDIA.ordinal, AUDIO, "app", false)
    private val lease: Long
    private val names = gate.policy().purposes.map { it.id }
    private val known = HashMap(names.associateWith { true })

    init {
        gate.acceptPolicy()
        gate.appState(AppState.FOREGROUND)
        gate.answer(access.toULong(), ConsentAnswer.Grant)
        gate.osChanged(Resource.MEDIA, AUDIO.toUByte(), OsGrant.GRANTED)
        lease = Native.acquire(handle, access)
        check(lease > 0 && checkThroughJni() == 0L && planThroughJna() == NextStep.Go) { "the access is denied" }
    }

    /** What the decision is beside: a map of purposes. Another one each time, or it would be looked up once. */
    public fun lookUp(index: Int): Boolean = known[names[index]] == true

    public fun checkThroughJni(): Long = Native.check(handle, access)

    /** The cheapest call of the kind: a look at a live lease, without a decision. */
    public fun endedThroughJni(): Int = Native.ended(lease)

    public fun acquireAndReleaseThroughJni(): Boolean = Native.release(Native.acquire(handle, access))

    /** The same decision as `check`, and the plan that follows from it, through generated code. */
    public fun planThroughJna(): NextStep = gate.plan(access.toULong())

    override fun close() {
        gate.destroy()
        dir.deleteRecursively()
    }

    private companion object {
        const val PURPOSE = "local-music"
        const val AUDIO = 0b1000

        // Its limits are shorter than a measurement.
        fun unlimited(file: File): String {
            val policy = JSONObject(file.readText())
            val purposes = policy.getJSONArray("purposes")
            for (index in 0 until purposes.length()) purposes.getJSONObject(index).remove("limit")
            return policy.toString()
        }
    }
}
