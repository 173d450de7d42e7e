package dev.menshen.sample.look

import android.content.Context
import android.view.View
import android.widget.LinearLayout
import android.widget.TextView
import dev.menshen.sample.Words
import dev.menshen.sample.play.Player
import dev.menshen.sample.play.Playing

/** What plays now, at the foot of the screen. */
class PlayerBar(private val context: Context, parts: Parts) {
    private val look = parts.look
    private val cover = View(context).placed(look.dp(44), look.dp(44))
    private val title = parts.line("", bold = true)
    private val artist = parts.line("", 13f, look.quiet)
    private val play: TextView = parts.button("") { Player.toggle(context) }.apply { tag = "play" }
    private val next = parts.button(Words("下一首", "Next").on(context), filled = false) { Player.next(context) }

    val view: LinearLayout = parts.row(
        cover,
        parts.column(title, artist).placed(0, Parts.WRAP, weight = 1f, start = look.dp(12), end = look.dp(8)),
        play,
        next,
    ).apply {
        setBackgroundColor(look.card)
        setPadding(look.dp(16), look.dp(8), look.dp(8), look.dp(8))
        elevation = look.dp(8).toFloat()
    }

    fun show(playing: Playing) {
        cover.background = look.cover(playing.song.colour, 8)
        title.text = playing.song.title.on(context)
        artist.text = playing.song.artist.on(context)
        play.text = (if (playing.on) Words("暂停", "Pause") else Words("播放", "Play")).on(context)
    }
}
