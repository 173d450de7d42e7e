package dev.menshen.core

/**
 * The calls that features make all the time: integers in, an integer out. Any number may be passed;
 * a handle that is stale, or was never given, is denied.
 *
 * This is the seam to the native library; apps use [dev.menshen.Menshen].
 */
public object Native {
    init {
        // Loaded once a process. JNI binds the methods below; the rich calls find the same library.
        System.loadLibrary("menshen_android")
    }

    /**
     * The handle of an access; the same access always has the same one. 0 when the numbers stand
     * for nothing. A negative [resource] means the purpose as a whole.
     */
    @JvmStatic
    public external fun prepare(purpose: String?, resource: Int, scopes: Int, caller: String?, tapped: Boolean): Long

    /** 0 when allowed; else the reason in bits 0–5, the step in 6–9, from 10 the end of a wait in milliseconds. */
    @JvmStatic
    public external fun check(gate: Long, access: Long): Long

    /** The handle of a lease, or what [check] would say with its sign turned. */
    @JvmStatic
    public external fun acquire(gate: Long, access: Long): Long

    /** Handle, resource (-1: none) and scopes of each lease in turn, or a denial alone as in [acquire]. */
    @JvmStatic
    public external fun acquireAll(gate: Long, access: Long): LongArray

    /** Gives a lease back; `false` when it was given back before. */
    @JvmStatic
    public external fun release(lease: Long): Boolean

    /** -1 while a lease lives, else the number of how it ended. */
    @JvmStatic
    public external fun ended(lease: Long): Int
}
