package dev.menshen.ui

import android.app.Activity
import android.os.Bundle
import android.view.Gravity
import android.widget.LinearLayout

/** An app behind the prompts. */
internal class MusicActivity : Activity() {
    override fun onCreate(state: Bundle?) {
        val kit = Kit(this, Style(), Texts.of(resources.configuration))
        setTheme(if (kit.isDark) android.R.style.Theme_Material_NoActionBar else android.R.style.Theme_Material_Light_NoActionBar)
        super.onCreate(state)
        val songs = List(12) { number -> kit.card(4, kit.heading("♪ ${number + 1}"), kit.quiet("— — — — —")) }
        val content = LinearLayout(this).apply {
            orientation = LinearLayout.VERTICAL
            setBackgroundColor(kit.palette.background)
            setPadding(kit.dp(16), kit.dp(40), kit.dp(16), 0)
            addView(kit.title(kit.lang.pick("云音乐", "Music")).apply { gravity = Gravity.CENTER }, kit.below(0))
            songs.forEach { addView(it, kit.below(8)) }
        }
        setContentView(content)
    }
}
