package dev.menshen.sample

import android.content.ActivityNotFoundException
import android.content.Context
import dev.menshen.Denied
import dev.menshen.Menshen
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch

/** How a feature stands: whether it runs, and what it said last. */
data class Standing(val running: Boolean, val said: Words?)

/** Runs features at a tap, and keeps what they say across turned screens. */
class Desk(private val menshen: Menshen, private val context: Context, private val scope: CoroutineScope) {
    private val visits = HashMap<Feature, Visit>()
    private val changing = MutableStateFlow<Map<Feature, Standing>>(emptyMap())

    val standings: StateFlow<Map<Feature, Standing>> get() = changing

    /** Runs a feature, or stops it when it runs. */
    fun tap(feature: Feature) {
        val running = visits[feature]
        if (running != null) running.stop() else start(feature)
    }

    private fun start(feature: Feature) {
        val visit = Visit(menshen, context, scope) { set(feature, true, it) }
        visits[feature] = visit
        set(feature, true, null)
        scope.launch {
            try {
                set(feature, false, said(feature, visit))
            } finally {
                visits.remove(feature)
            }
        }
    }

    private suspend fun said(feature: Feature, visit: Visit): Words = try {
        feature.run(visit)
    } catch (denied: Denied) {
        Said.no(denied.reason)
    } catch (_: ActivityNotFoundException) {
        Words("没有应用能打开", "No app can open this")
    }

    private fun set(feature: Feature, running: Boolean, said: Words?) {
        changing.update { it + (feature to Standing(running, said)) }
    }
}
