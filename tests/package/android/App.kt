import dev.menshen.core.AppState
import dev.menshen.core.GateOptions
import dev.menshen.core.LeaseEnd
import dev.menshen.core.LeaseListener
import dev.menshen.core.MenshenException
import dev.menshen.core.Native
import dev.menshen.core.NativeGate
import dev.menshen.core.listenToLeases
import java.io.File
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit

/**
 * Goes each way between the languages once: JNI, records, objects, errors and callbacks. Started
 * with a policy file and a directory for the gate.
 */
fun main(args: Array<String>) {
    val (policy, dir) = args
    val ended = CompletableFuture<LeaseEnd>()
    listenToLeases(object : LeaseListener {
        override fun ended(lease: ULong, how: LeaseEnd) {
            ended.complete(how)
        }
    })
    refused(File(dir, "broken"))
    val gate = NativeGate.open(options(File(dir, "gate"), File(policy).readText()))
    check(gate.policy().purposes.any { it.id == LOCAL }) { "records come through" }
    gate.acceptPolicy()
    gate.appState(AppState.FOREGROUND)
    val access = Native.prepare(LOCAL, -1, 0, "app", true)
    val lease = Native.acquire(gate.handle().toLong(), access)
    check(lease > 0) { "a lease is given, not $lease" }
    gate.declinePolicy()
    check(ended.get(30, TimeUnit.SECONDS) != LeaseEnd.RELEASED) { "the listener hears how it ended" }
    gate.shut()
}

/** A purpose that accepting the policy suffices for. */
private const val LOCAL = "playback-history"

private fun refused(dir: File) {
    try {
        NativeGate.open(options(dir, "no policy"))
    } catch (_: MenshenException) {
        return
    }
    error("no policy is no error")
}

private fun options(dir: File, policy: String) = GateOptions(
    dir = dir.apply { mkdirs() }.path,
    policy = policy,
    process = "main",
    api = 35.toUShort(),
    observe = emptyList(),
    callSites = false,
    key = null,
)
