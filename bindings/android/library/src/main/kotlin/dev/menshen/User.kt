package dev.menshen

import dev.menshen.core.ConsentAnswer
import dev.menshen.core.NativeGate
import dev.menshen.core.Usage
import java.io.File

/**
 * What the user may see and change: the policy, consents, their own data. Waits for the disk, so call it
 * off the main thread. What could not be kept throws [dev.menshen.core.MenshenException] and does not
 * count; without a gate nothing happens.
 */
public class User internal constructor(private val menshen: Menshen) {
    private val native: NativeGate? get() = menshen.native

    /** The user accepted the policy. */
    public fun acceptPolicy(): Unit = native?.acceptPolicy() ?: Unit

    /** The user declined the policy: basic mode. */
    public fun declinePolicy() {
        native?.declinePolicy()
        menshen.ids.wipeWithdrawn()
    }

    /** The user allows a purpose, such as by a switch in the privacy centre. */
    public fun grant(wish: Wish): Unit = native?.answer(wish.handle(true).toULong(), ConsentAnswer.Grant) ?: Unit

    /** The user takes a consent back. Live leases on it end. */
    public fun withdraw(wish: Wish) {
        native?.withdraw(wish.handle(true).toULong())
        menshen.ids.wipeWithdrawn()
    }

    /** A guardian consents for the current subject, or takes it back. */
    public fun guardian(consents: Boolean): Unit = native?.guardian(consents) ?: Unit

    /** Erases the current subject: its name, consents and leases. */
    public fun erase() {
        native?.eraseSubject()
        menshen.ids.wipe()
    }

    /** How often each purpose used what in the last days. */
    @JvmOverloads
    public fun usage(days: Int = 7): List<Usage> = native?.usage(days.toUInt()).orEmpty()

    /** The user's own copy (PIPL 45), as JSON: what was answered, and how often each purpose used what. */
    public fun ownCopy(): String = native?.ownCopy() ?: "null"

    /** Receipts of the user's consents, after ISO/IEC TS 27560:2023, as JSON. */
    public fun receipts(): String = native?.receipts() ?: "[]"

    /** The latest records of the access log, newest first, each as JSON; all kinds when none is named. */
    @JvmOverloads
    public fun records(most: Int = 200, kinds: List<String> = emptyList()): List<String> =
        native?.records(most.toUInt(), kinds).orEmpty()

    /** Writes the access log to a file that the `menshen` command reads as it is. */
    public fun exportLog(file: File): Unit = native?.exportLog(file.path) ?: Unit
}
