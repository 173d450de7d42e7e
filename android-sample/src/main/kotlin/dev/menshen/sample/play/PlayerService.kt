package dev.menshen.sample.play

import android.app.Service
import android.content.Intent
import android.content.pm.ServiceInfo
import android.os.Build
import android.os.IBinder
import dev.menshen.Menshen
import dev.menshen.core.AppState
import dev.menshen.sample.Purposes
import dev.menshen.sample.Words

/**
 * Plays, in the process `:player`, which has a gate of its own on the same consents. Music needs
 * none: it plays in basic mode too. What was heard is remembered only where the user agreed.
 */
class PlayerService : Service() {
    private var heard: AutoCloseable? = null

    override fun onStartCommand(order: Intent?, flags: Int, id: Int): Int {
        val song = Song.all.getOrElse(order?.getIntExtra(SONG, 0) ?: 0) { Song.all.first() }
        toFront(song)
        if (heard == null) heard = perceptible()
        if (Menshen.get().mayUse(Purposes.PlaybackHistory.mayUse)) History.add(this, song)
        return START_NOT_STICKY
    }

    private fun toFront(song: Song) {
        val name = Words("播放", "Playback")
        val notice = Notices.make(this, "play", name, song.title.on(this), android.R.drawable.ic_media_play)
        if (Build.VERSION.SDK_INT < 29) startForeground(PLAYING, notice)
        else startForeground(PLAYING, notice, ServiceInfo.FOREGROUND_SERVICE_TYPE_MEDIA_PLAYBACK)
    }

    /** Playing makes the app perceptible only for what the policy declares as going on meanwhile. */
    private fun perceptible(): AutoCloseable? {
        val history = Menshen.get().policy?.purposes?.find { it.id == Purposes.PlaybackHistory.id }
        return if (history?.context == AppState.PERCEPTIBLE) Menshen.get().perceptible() else null
    }

    override fun onDestroy() {
        heard?.close()
        heard = null
    }

    override fun onBind(intent: Intent?): IBinder? = null

    internal companion object {
        const val SONG = "song"
        const val PLAYING = 1
    }
}
