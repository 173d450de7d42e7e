package dev.menshen

import android.app.Activity
import android.content.Context
import android.util.Log
import dev.menshen.core.Age
import dev.menshen.core.InternalException
import dev.menshen.core.MenshenException
import dev.menshen.core.Native
import dev.menshen.core.NativeGate
import dev.menshen.core.PolicyState
import dev.menshen.core.PolicyText
import dev.menshen.core.Resource
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.map
import java.util.concurrent.ConcurrentHashMap

/**
 * The gate of this process: every feature passes it before it touches a camera, a microphone, a
 * location or a contact.
 *
 * ```kotlin
 * val menshen = Menshen.open(this)
 * menshen.with(Purposes.HumRecognition.microphoneRecognise, tapped = true) { mic ->
 *     GatedMicrophone.record(mic, seconds = 8)
 * }
 * ```
 *
 * Whatever fails (the native library, the policy file, the disk) denies with `GATE_FAULT`; nothing
 * here throws because of it, and [fault] says what it is.
 */
public class Menshen internal constructor(
    internal val context: Context,
    internal val options: MenshenOptions,
    internal val native: NativeGate?,
    failure: String?,
) : AutoCloseable {
    private val gate: Long = native?.handle()?.toLong() ?: 0
    private val broken: String? = failure
    internal val changes = Changes(native)
    internal val stage = Stage(this)
    internal val system = SystemGrants(this)
    internal val ids = AppIds(this)

    /** When the clip was copied that a purpose has seen. */
    internal val clips = ConcurrentHashMap<String, Long>()

    /** Records what the system saw the app use. */
    public val bypass: BypassDetector = BypassDetector(this)
    private val walker = Walker(this)

    /** Where answers are kept, which waits for the disk. */
    internal var blocking: CoroutineDispatcher = Dispatchers.IO

    /** The policy that the gate enforces; `null` when it could not be opened. */
    public val policy: PolicyText? by lazy { native?.policy() }

    /** Why everything is denied, if it is. */
    public val fault: String? get() = broken ?: native?.fault()

    /** Whether the user accepted the policy. */
    public val policyState: PolicyState get() = native?.policyState() ?: PolicyState.Undecided

    /** What the user may see and change. */
    public val user: User = User(this)

    /**
     * Whether an access would be allowed: a pure look, unlogged, some hundred nanoseconds; for
     * enabling a button. It may lag behind another process by a second; [acquire] does not.
     *
     * @param tapped the user has just tapped the control of this very feature.
     */
    @JvmOverloads
    public fun check(wish: Wish, tapped: Boolean = false): Verdict =
        if (native == null) Verdict.fault else Verdict.unpack(Native.check(gate, wish.handle(tapped)))

    /** Whether a purpose may be pursued at all, such as personalisation: stop processing too when not. */
    public fun mayUse(purpose: MayUse): Boolean = check(purpose) == Verdict.Allow

    /** What [check] says, now and after every change. */
    @JvmOverloads
    public fun states(wish: Wish, tapped: Boolean = false): Flow<Verdict> =
        changes.flow.map { check(wish, tapped) }.distinctUntilChanged()

    /**
     * Asks for an access without any prompt: for code without a screen. Close the lease when done.
     *
     * @throws Denied with the reason and the next step.
     */
    @JvmOverloads
    @Throws(Denied::class)
    public fun <S> acquire(access: Access<S>, tapped: Boolean = false): Lease<S> {
        if (native == null) throw Denied(access.purpose, Verdict.fault)
        system.confirm(access)
        val handle = Native.acquire(gate, access.handle(tapped))
        if (handle <= 0) throw denied(access, handle)
        return NativeLease(this, handle, access, access.of, access.scopes)
    }

    /**
     * Asks for all that a purpose requires, and what is permitted of the rest, without any prompt.
     *
     * @throws Denied when something required is denied: then nothing is given.
     */
    @JvmOverloads
    @Throws(Denied::class)
    public fun <L> acquireAll(group: Group<L>, tapped: Boolean = false): Leases<L> {
        if (native == null) throw Denied(group.purpose, Verdict.fault)
        val given = Native.acquireAll(gate, group.handle(tapped))
        if (given.size < 3) throw denied(group, given.firstOrNull() ?: 0)
        val leases = given.toList().chunked(3).map { (handle, resource, scopes) ->
            NativeLease(this, handle, group, Resource.entries.getOrNull(resource.toInt()), scopes.toInt())
        }
        return NativeGroup(leases).let { Leases(group.leases(it), it) }
    }

    /**
     * Goes the whole way: policy, explanation, consent, the system's dialog, settings; then runs
     * [block] with the lease, which ends with it. Prompts of several callers queue. Without a
     * visible activity nothing is shown, and the next step is in the [Denied].
     *
     * @param tapped the user has just tapped the control of this very feature: then an earlier
     *   refusal may be asked again. A page opening, start-up or a timer is not that.
     * @throws Denied when it stays denied.
     */
    public suspend fun <S, R> with(access: Access<S>, tapped: Boolean = false, block: suspend (Lease<S>) -> R): R {
        return obtain(access, tapped).use { block(it) }
    }

    /** The same for all that a purpose requires, such as camera and microphone for a video. */
    public suspend fun <L, R> withAll(group: Group<L>, tapped: Boolean = false, block: suspend (L) -> R): R {
        return obtainAll(group, tapped).use { block(it.leases) }
    }

    internal suspend fun <S> obtain(access: Access<S>, tapped: Boolean): Lease<S> {
        walker.walk(access, tapped)
        return acquire(access, tapped)
    }

    internal suspend fun <L> obtainAll(group: Group<L>, tapped: Boolean): Leases<L> {
        walker.walk(group, tapped)
        return acquireAll(group, tapped)
    }

    /**
     * Asks for a purpose without a resource, such as personalisation, the same way; says whether it may
     * be pursued now.
     */
    public suspend fun ask(purpose: MayUse, tapped: Boolean = false): Boolean {
        walker.walk(purpose, tapped)
        return mayUse(purpose)
    }

    /** A third-party SDK, which starts only when allowed. */
    public fun sdk(sdk: Sdk): GatedSdk = GatedSdk(this, sdk.id)

    /**
     * Says that the app is perceptible for as long as the result is not closed: a foreground service
     * of the matching type runs, or a car session. Playing music licenses nothing else.
     */
    public fun perceptible(): AutoCloseable = stage.perceptible()

    /** An account uses the app, or a guest (`null`). Live leases end; consents do not carry over. */
    @JvmOverloads
    public fun switchSubject(account: String?, age: Age = Age.UNKNOWN) {
        native?.switchSubject(account, age)
        ids.wipe()
    }

    /** Gives the gate up: everything is denied from now on. An app keeps its gate for life. */
    override fun close() {
        bypass.stop()
        stage.close()
        native?.shut()
        forget(this)
    }

    internal fun start(activity: Activity?): Menshen = apply {
        if (options.bypassDetector) bypass.start()
        stage.open(activity)
    }

    /** Does something that must not take the app down when it fails: it stays denied then. */
    internal inline fun guard(what: String, act: () -> Unit) {
        try {
            act()
        } catch (error: MenshenException) {
            Log.w("menshen", "$what: ${error.message}")
        } catch (error: InternalException) {
            Log.e("menshen", "$what: ${error.message}")
        }
    }

    private fun denied(wish: Wish, packed: Long): Denied =
        Denied(wish.purpose, Verdict.unpack(-packed) as? Verdict.Deny ?: Verdict.fault)

    public companion object {
        private var current: Menshen? = null

        /**
         * Opens the gate of this process, or gives the one that is open. Takes some milliseconds;
         * reads nothing but its own files and the app's own permissions.
         */
        @JvmStatic
        @JvmOverloads
        @Synchronized
        public fun open(context: Context, options: MenshenOptions = MenshenOptions()): Menshen =
            current ?: Opening(context, options).open().start(context as? Activity).also { current = it }

        /** The gate of this process. @throws IllegalStateException before [open]. */
        @JvmStatic
        @Synchronized
        public fun get(): Menshen = checkNotNull(current) { "call Menshen.open(context) first, such as in Application.onCreate" }

        @Synchronized
        private fun forget(gate: Menshen) {
            if (current === gate) current = null
        }
    }
}

/** What [Menshen.acquireAll] gives: [leases] by name, ended together by [close]. */
public class Leases<L> internal constructor(public val leases: L, private val all: AutoCloseable) : AutoCloseable {
    override fun close(): Unit = all.close()
}
