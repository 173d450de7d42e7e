package dev.menshen.sample

import android.app.Activity
import android.content.Intent
import android.os.Bundle
import dev.menshen.core.PolicyState
import dev.menshen.sample.look.Home
import dev.menshen.sample.look.Look
import dev.menshen.sample.play.Player
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.MainScope
import kotlinx.coroutines.cancel
import kotlinx.coroutines.launch

/** The home screen. */
class MainActivity : Activity() {
    private val app: MusicApp get() = application as MusicApp
    private lateinit var home: Home
    private var watching: CoroutineScope? = null
    private var first = false

    override fun onCreate(state: Bundle?) {
        val look = Look.dress(this)
        super.onCreate(state)
        first = state == null
        home = Home(this, look, app.desk::tap, ::openSettings) { askPolicy(tapped = true) }
        setContentView(home.view)
    }

    override fun onStart() {
        super.onStart()
        watching = MainScope().also(::watch)
        // Nothing of the app's asks before the policy is read; who declined is not asked at each start.
        if (first) askPolicy(tapped = false)
        first = false
    }

    override fun onStop() {
        super.onStop()
        watching?.cancel()
    }

    private fun watch(scope: CoroutineScope) {
        scope.launch { app.desk.standings.collect { all -> home.rows.forEach { (feature, row) -> row.show(all[feature]) } } }
        scope.launch { app.account.name.collect(home::showAccount) }
        scope.launch { Player.playing.collect(home.bar::show) }
        scope.launch {
            app.menshen.states(Purposes.PlaybackHistory.mayUse).collect {
                home.showBasicMode(app.menshen.policyState !is PolicyState.Accepted)
            }
        }
    }

    // Of the app, not of this activity: a turned screen must not take the question away.
    private fun askPolicy(tapped: Boolean) {
        app.scope.launch { app.menshen.ask(Purposes.PlaybackHistory.mayUse, tapped) }
    }

    private fun openSettings(): Unit = startActivity(Intent(this, SettingsActivity::class.java))
}
