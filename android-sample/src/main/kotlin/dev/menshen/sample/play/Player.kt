package dev.menshen.sample.play

import android.content.Context
import android.content.Intent
import android.os.Build
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow

/** What plays, and whether. */
data class Playing(val song: Song, val on: Boolean)

/** The remote control of [PlayerService], which plays in a process of its own. */
object Player {
    private val now = MutableStateFlow(Playing(Song.all.first(), false))

    val playing: StateFlow<Playing> get() = now

    fun toggle(context: Context): Unit = play(context, now.value.song, !now.value.on)

    fun next(context: Context) {
        val at = Song.all.indexOf(now.value.song)
        play(context, Song.all[(at + 1) % Song.all.size], true)
    }

    fun play(context: Context, song: Song, on: Boolean = true) {
        now.value = Playing(song, on)
        val order = Intent(context, PlayerService::class.java).putExtra(PlayerService.SONG, Song.all.indexOf(song))
        if (!on) context.stopService(order)
        else if (Build.VERSION.SDK_INT >= 26) context.startForegroundService(order)
        else context.startService(order)
    }
}
