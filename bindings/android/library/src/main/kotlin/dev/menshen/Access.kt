package dev.menshen

import dev.menshen.core.Native
import dev.menshen.core.Resource

/** What can be asked of the gate: an access, a group of them, or a purpose without a resource. */
public sealed class Wish(
    /** The declared purpose's id. */
    public val purpose: String,
    /** `app`, or a third-party SDK's id. */
    public val caller: String,
    private val number: Int,
    private val bits: Int,
) {
    // The native side knows equal wishes again, so a wish made twice costs no more than one.
    private val calm by lazy(LazyThreadSafetyMode.PUBLICATION) { Native.prepare(purpose, number, bits, caller, false) }
    private val tapped by lazy(LazyThreadSafetyMode.PUBLICATION) { Native.prepare(purpose, number, bits, caller, true) }

    internal fun handle(tapped: Boolean): Long = if (tapped) this.tapped else calm
}

/** The wish to use some scopes of a resource, by their stable numbers, typed by [S]. */
public class Access<out S> @GeneratedCode constructor(
    purpose: String,
    /** The resource's number. */
    public val resource: Int,
    /** The scopes, as bits. */
    public val scopes: Int,
    caller: String = "app",
) : Wish(purpose, caller, resource, scopes) {
    internal val of: Resource get() = Resource.entries[resource]

    /** The same for another caller. */
    @OptIn(GeneratedCode::class)
    internal fun by(caller: String): Access<S> = Access(purpose, resource, scopes, caller)
}

/** The wish to pursue a purpose without a resource. */
public class MayUse @GeneratedCode constructor(purpose: String, caller: String = "app") :
    Wish(purpose, caller, WHOLE, 0)

/** The wish for all that a purpose requires; [L] is what its leases are called. */
public class Group<out L> @GeneratedCode constructor(
    purpose: String,
    internal val leases: (GroupLeases) -> L,
    caller: String = "app",
) : Wish(purpose, caller, WHOLE, 0)

private const val WHOLE = -1
