package dev.menshen.sample.look

import android.content.Context
import android.view.View
import android.widget.LinearLayout
import android.widget.TextView
import dev.menshen.sample.Feature
import dev.menshen.sample.Standing
import dev.menshen.sample.Words

/** A feature as a row: its title, and under it what it said last, or the clause it stands on. */
class FeatureRow(private val context: Context, private val parts: Parts, private val feature: Feature, tapped: () -> Unit) {
    private val look = parts.look
    private val title = feature.title.on(context)
    private val hint = Words("隐私政策 一(二)${feature.clause}", "Privacy policy, clause 1.2.${feature.clause}")
    private val said: TextView = parts.text(hint.on(context), 13f, look.quiet)
    private val action: TextView = parts.text("", 13f, look.strong, bold = true)

    val view: LinearLayout = parts.row(badge(), texts(), action).apply {
        tag = feature.purpose
        minimumHeight = look.dp(56)
        parts.tappable(this, tapped)
    }

    private fun badge(): View = parts.badge(title, shade()).placed(look.dp(36), look.dp(36))

    private fun texts(): View = parts.column(parts.text(title), said)
        .placed(0, Parts.WRAP, weight = 1f, start = look.dp(12), end = look.dp(8))

    fun show(standing: Standing?) {
        said.text = (standing?.said ?: hint).on(context)
        said.setTextColor(if (standing?.running == true) look.strong else look.quiet)
        action.text = if (standing?.running == true) Words("停止", "Stop").on(context) else ""
        view.contentDescription = "$title, ${said.text}, ${action.text}".trimEnd(',', ' ')
    }

    // Some variety, the same at every start.
    private fun shade(): Int = SHADES[Math.floorMod(feature.purpose.hashCode(), SHADES.size)]

    private companion object {
        val SHADES = intArrayOf(
            0xFFD64545.toInt(), 0xFF4A6FE8.toInt(), 0xFF2E8B7B.toInt(), 0xFFB9770E.toInt(), 0xFF8E5BD0.toInt(), 0xFF3C7FB1.toInt(),
        )
    }
}
