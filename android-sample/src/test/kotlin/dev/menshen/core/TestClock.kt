package dev.menshen.core

import com.sun.jna.Function
import kotlin.time.Duration

/**
 * The clock of the gates, moved on. Needs the native library with the feature `test-clock`; in this
 * package because a native library belongs to one class loader, and Robolectric's are many.
 */
public object TestClock {
    private val pass: Function by lazy { Function.getFunction("menshen_android", "menshen_test_pass") }

    public fun pass(time: Duration) {
        pass.invoke(arrayOf<Any>(time.inWholeMilliseconds))
    }
}
