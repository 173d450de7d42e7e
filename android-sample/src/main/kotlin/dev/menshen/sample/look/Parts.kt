package dev.menshen.sample.look

import android.content.Context
import android.graphics.Typeface
import android.text.TextUtils
import android.view.Gravity
import android.view.View
import android.view.ViewGroup
import android.widget.LinearLayout
import android.widget.TextView

/** The parts that the screens are put together from. */
class Parts(private val context: Context, val look: Look) {
    fun text(words: CharSequence, size: Float = 15f, colour: Int = look.text, bold: Boolean = false): TextView =
        TextView(context).apply {
            text = words
            textSize = size
            setTextColor(colour)
            if (bold) typeface = Typeface.DEFAULT_BOLD
        }

    fun line(words: CharSequence, size: Float = 15f, colour: Int = look.text, bold: Boolean = false): TextView =
        text(words, size, colour, bold).apply { maxLines = 1; ellipsize = TextUtils.TruncateAt.END }

    fun column(vararg parts: View): LinearLayout = stack(LinearLayout.VERTICAL, parts)

    fun row(vararg parts: View): LinearLayout =
        stack(LinearLayout.HORIZONTAL, parts).apply { gravity = Gravity.CENTER_VERTICAL }

    private fun stack(direction: Int, parts: Array<out View>) =
        LinearLayout(context).apply { orientation = direction; parts.forEach(::addView) }

    fun card(vararg parts: View): LinearLayout = column(*parts).apply {
        background = look.round(look.card, 16)
        setPadding(look.dp(16), look.dp(12), look.dp(16), look.dp(12))
    }

    /** A round badge with the first letter of a title. */
    fun badge(title: String, colour: Int): TextView = text(title.take(1), 15f, look.onAccent, bold = true).apply {
        gravity = Gravity.CENTER
        background = look.round(colour, 18)
        importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO
    }

    fun button(words: CharSequence, filled: Boolean = true, tapped: () -> Unit): TextView =
        text(words, 15f, if (filled) look.onAccent else look.strong, bold = true).apply {
            gravity = Gravity.CENTER
            background = look.round(if (filled) look.accent else look.card, 22)
            minHeight = look.dp(48)
            setPadding(look.dp(18), look.dp(8), look.dp(18), look.dp(8))
            tappable(this, tapped)
        }

    fun tappable(view: View, tapped: () -> Unit) {
        view.isClickable = true
        view.isFocusable = true
        view.setOnClickListener { tapped() }
    }

    companion object {
        const val FILL: Int = ViewGroup.LayoutParams.MATCH_PARENT
        const val WRAP: Int = ViewGroup.LayoutParams.WRAP_CONTENT
    }
}

/** Gives a view its place in a column or row. */
internal fun <V : View> V.placed(width: Int, height: Int, weight: Float = 0f, top: Int = 0, start: Int = 0, end: Int = 0): V = apply {
    layoutParams = LinearLayout.LayoutParams(width, height, weight).apply {
        topMargin = top
        marginStart = start
        marginEnd = end
    }
}
