package dev.menshen

import dev.menshen.core.NativeGate
import dev.menshen.core.Watcher
import kotlinx.coroutines.channels.BufferOverflow
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableSharedFlow

/** Tells that decisions may have changed. Sent on the gate's background thread, `menshen`. */
internal class Changes(native: NativeGate?) {
    private val news = MutableSharedFlow<Unit>(replay = 1, onBufferOverflow = BufferOverflow.DROP_OLDEST)

    /** Once at the start, and after each change. */
    val flow: Flow<Unit> get() = news

    init {
        news.tryEmit(Unit)
        native?.watch(object : Watcher {
            override fun changed() {
                news.tryEmit(Unit)
            }
        })
    }
}
