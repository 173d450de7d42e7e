package dev.menshen.sample.look

import android.app.Activity
import android.view.View
import android.widget.HorizontalScrollView
import android.widget.LinearLayout
import android.widget.ScrollView
import dev.menshen.sample.Feature
import dev.menshen.sample.Section
import dev.menshen.sample.Words
import dev.menshen.sample.features.SECTIONS
import dev.menshen.sample.play.Player
import dev.menshen.sample.play.Song

/** The home of a music player: what to listen to, and everything else the app can do. */
class Home(private val activity: Activity, look: Look, private val tapped: (Feature) -> Unit, private val settings: () -> Unit, policy: () -> Unit) {
    private val look = look
    private val parts = Parts(activity, look)
    private val player = PlayerBar(activity, parts)
    val rows: Map<Feature, FeatureRow> =
        SECTIONS.flatMap { it.features }.associateWith { FeatureRow(activity, parts, it) { tapped(it) } }
    val bar: PlayerBar get() = player
    private val who = parts.button("", filled = false) { settings() }.apply { tag = "settings" }
    private val basic = basicMode(policy)

    val view: View = parts.column(
        ScrollView(activity).apply { addView(page()) }.placed(Parts.FILL, 0, weight = 1f),
        player.view.placed(Parts.FILL, Parts.WRAP),
    ).apply {
        setBackgroundColor(look.ground)
        Look.clearBars(this)
    }

    fun showAccount(name: String?) {
        who.text = name ?: Words("游客", "Guest").on(activity)
        who.contentDescription = Words("设置，${who.text}", "Settings, ${who.text}").on(activity)
    }

    fun showBasicMode(on: Boolean) {
        basic.visibility = if (on) View.VISIBLE else View.GONE
    }

    private fun page(): LinearLayout = parts.column(header(), basic, songs()).apply {
        setPadding(look.dp(16), look.dp(8), look.dp(16), look.dp(24))
        SECTIONS.forEach { addView(section(it)) }
    }

    private fun header(): View = parts.row(
        parts.text(Words("门神音乐", "Menshen Music").on(activity), 26f, bold = true).placed(0, Parts.WRAP, weight = 1f),
        who,
    )

    private fun basicMode(policy: () -> Unit): View = parts.card(
        parts.text(Words("基本模式", "Basic mode").on(activity), 16f, bold = true),
        parts.text(Words("可以听歌。同意隐私政策后，其他功能也能使用。", "Music plays. The rest needs your agreement to the privacy policy.").on(activity), 14f, look.quiet),
        parts.button(Words("查看隐私政策", "Read the privacy policy").on(activity)) { policy() }
            .apply { tag = "policy" }.placed(Parts.WRAP, Parts.WRAP, top = look.dp(8)),
    ).placed(Parts.FILL, Parts.WRAP, top = look.dp(8))

    private fun songs(): View = HorizontalScrollView(activity).apply {
        isHorizontalScrollBarEnabled = false
        addView(parts.row().apply { Song.all.forEach { addView(cover(it)) } })
    }.placed(Parts.FILL, Parts.WRAP, top = look.dp(12))

    private fun cover(song: Song): View = parts.column(
        View(activity).apply { background = look.cover(song.colour, 16) }.placed(look.dp(124), look.dp(124)),
        parts.line(song.title.on(activity), 14f, bold = true).placed(look.dp(124), Parts.WRAP, top = look.dp(6)),
        parts.line(song.artist.on(activity), 12f, look.quiet).placed(look.dp(124), Parts.WRAP),
    ).placed(Parts.WRAP, Parts.WRAP, end = look.dp(12)).apply { parts.tappable(this) { Player.play(activity, song) } }

    private fun section(section: Section): View = parts.card(
        parts.text(section.title.on(activity), 18f, bold = true),
        *section.features.map { rows.getValue(it).view.placed(Parts.FILL, Parts.WRAP, top = look.dp(4)) }.toTypedArray(),
    ).placed(Parts.FILL, Parts.WRAP, top = look.dp(14))
}
