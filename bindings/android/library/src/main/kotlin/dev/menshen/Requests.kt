package dev.menshen

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.launch
import java.util.function.Consumer

/** Takes what [Menshen.with] would give, for code in Java. Called on the main thread, one of the two, once. */
public interface LeaseCallback<in L> {
    /** Allowed. Close the lease when done. */
    public fun onLease(lease: L)

    /** Denied. */
    public fun onDenied(denied: Denied)
}

/**
 * The gate for code in Java: callbacks on the main thread instead of coroutines.
 *
 * ```java
 * AutoCloseable request = Requests.of(menshen).lease(scan, true, new LeaseCallback<Lease<Camera.Preview>>() {
 *     public void onLease(Lease<Camera.Preview> lease) { … lease.close(); }
 *     public void onDenied(Denied denied) { … }
 * });
 * ```
 */
public class Requests private constructor(private val menshen: Menshen) {
    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)

    /** As [Menshen.with]. Closing the result calls the request off. */
    public fun <S> lease(access: Access<S>, tapped: Boolean, callback: LeaseCallback<Lease<S>>): AutoCloseable =
        request(callback) { menshen.obtain(access, tapped) }

    /** As [Menshen.withAll]. Closing the result calls the request off. */
    public fun <L> leases(group: Group<L>, tapped: Boolean, callback: LeaseCallback<Leases<L>>): AutoCloseable =
        request(callback) { menshen.obtainAll(group, tapped) }

    /** As [GatedSdk.startWhenAllowed]. Closing the result stops waiting. */
    public fun startWhenAllowed(sdk: Sdk, start: Runnable): AutoCloseable =
        run { menshen.sdk(sdk).startWhenAllowed { start.run() } }

    /** As [Menshen.states]: now, and after every change, until the result is closed. */
    public fun watch(wish: Wish, tapped: Boolean, watcher: Consumer<Verdict>): AutoCloseable =
        run { menshen.states(wish, tapped).collect(watcher::accept) }

    private fun <L> request(callback: LeaseCallback<L>, ask: suspend () -> L) = run {
        val answer = try {
            ask()
        } catch (denied: Denied) {
            return@run callback.onDenied(denied)
        }
        callback.onLease(answer)
    }

    private fun run(act: suspend () -> Unit): AutoCloseable {
        val job = scope.launch { act() }
        return AutoCloseable { job.cancel() }
    }

    public companion object {
        /** The requests of a gate. */
        @JvmStatic
        public fun of(menshen: Menshen): Requests = Requests(menshen)
    }
}
