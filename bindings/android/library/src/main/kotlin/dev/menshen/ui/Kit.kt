package dev.menshen.ui

import android.content.Context
import android.content.res.ColorStateList
import android.content.res.Configuration
import android.graphics.Color
import android.graphics.Typeface
import android.graphics.drawable.Drawable
import android.graphics.drawable.GradientDrawable
import android.graphics.drawable.RippleDrawable
import android.os.Build
import android.util.TypedValue
import android.view.Gravity
import android.view.View
import android.view.ViewGroup
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.Button
import android.widget.LinearLayout
import android.widget.TextView

/** Makes the views of all screens, in one style and language. Sizes are in dp, those of texts in sp. */
internal class Kit(val context: Context, val style: Style, val texts: Texts) {
    val lang: Lang = if (texts.chinese) Lang.ZH else Lang.EN
    val config: Configuration = context.resources.configuration
    val isDark: Boolean = config.uiMode and Configuration.UI_MODE_NIGHT_MASK == Configuration.UI_MODE_NIGHT_YES
    val palette: Palette = if (isDark) style.dark else style.light
    private val density = context.resources.displayMetrics.density

    fun dp(value: Int): Int = (value * density + 0.5f).toInt()

    fun title(text: String): TextView = text(text, 22, palette.text, bold = true).heading()

    fun heading(text: String): TextView = text(text, 17, palette.text, bold = true).heading()

    fun body(text: String): TextView = text(text, 15, palette.text)

    fun quiet(text: String): TextView = text(text, 14, palette.quiet)

    /** A remark that stands out, by its place and words besides its colour. */
    fun notice(text: String): TextView = text(text, 14, palette.onNotice, bold = true).apply {
        background = rounded(palette.notice, 10)
        setPaddingRelative(dp(12), dp(6), dp(12), dp(6))
    }

    /** Something to tap that leads elsewhere. */
    fun link(text: String, tapped: () -> Unit): TextView = text(text, 15, palette.accent, bold = true).apply {
        tappable(tapped)
        role(Button::class.java)
    }

    /** A button. All look alike: none is recommended. */
    fun choice(text: String, tapped: () -> Unit): Button = Button(context, null, 0, 0).apply {
        font(text, 16, palette.onChoice, bold = true)
        textAlignment = View.TEXT_ALIGNMENT_CENTER
        gravity = Gravity.CENTER
        tappable(tapped)
        background = ripple(rounded(palette.choice, style.cornerRadius))
        setPaddingRelative(dp(16), dp(12), dp(16), dp(12))
    }

    /** A label and what it says, read as one by a screen reader. */
    fun fact(label: String, value: String): View =
        column(2, text(label, 13, palette.quiet), body(value)).apply {
            isFocusable = true
            contentDescription = lang.pick("$label：$value", "$label: $value")
        }

    fun column(gap: Int, vararg views: View?): LinearLayout = LinearLayout(context).apply {
        orientation = LinearLayout.VERTICAL
        views.filterNotNull().forEachIndexed { index, view -> addView(view, below(if (index == 0) 0 else gap)) }
    }

    /** A column on a card of its own. */
    fun card(gap: Int, vararg views: View?): LinearLayout = column(gap, *views).apply {
        background = rounded(palette.card, style.cornerRadius)
        setPaddingRelative(dp(20), dp(16), dp(20), dp(16))
    }

    fun below(gap: Int): LinearLayout.LayoutParams =
        LinearLayout.LayoutParams(MATCH_PARENT, WRAP_CONTENT).apply { topMargin = dp(gap) }

    fun line(): View = View(context).apply {
        setBackgroundColor(palette.line)
        layoutParams = ViewGroup.LayoutParams(MATCH_PARENT, dp(1))
    }

    fun rounded(colour: Int, radius: Int): GradientDrawable = GradientDrawable().apply {
        setColor(colour)
        cornerRadius = dp(radius).toFloat()
    }

    fun ripple(over: Drawable?): RippleDrawable =
        RippleDrawable(ColorStateList.valueOf(palette.accent and 0xFFFFFF or 0x33000000), over, over ?: rounded(Color.WHITE, 8))

    fun text(text: String, size: Int, colour: Int, bold: Boolean = false): TextView =
        TextView(context).apply { font(text, size, colour, bold) }

    private fun TextView.font(text: String, size: Int, colour: Int, bold: Boolean) {
        this.text = text
        setTextSize(TypedValue.COMPLEX_UNIT_SP, size.toFloat())
        setTextColor(colour)
        setTypeface(style.typeface, if (bold) Typeface.BOLD else Typeface.NORMAL)
        textAlignment = View.TEXT_ALIGNMENT_VIEW_START
        setLineSpacing(0f, 1.15f)
    }

    fun View.tappable(tapped: () -> Unit) {
        isClickable = true
        isFocusable = true
        minimumHeight = dp(TOUCH)
        minimumWidth = dp(TOUCH)
        if (this is TextView && this !is Button) gravity = Gravity.START or Gravity.CENTER_VERTICAL
        background = ripple(null)
        setOnClickListener { tapped() }
    }

    internal companion object {
        /** The least height and width of what can be tapped. */
        const val TOUCH = 48
    }
}

/** Marks a text as a heading, by which screen readers jump. */
internal fun <V : View> V.heading(): V = apply {
    if (Build.VERSION.SDK_INT >= 28) isAccessibilityHeading = true
}

/** What a screen reader calls the view. */
internal fun View.role(of: Class<out View>) {
    accessibilityDelegate = object : View.AccessibilityDelegate() {
        override fun onInitializeAccessibilityNodeInfo(host: View, info: android.view.accessibility.AccessibilityNodeInfo) {
            super.onInitializeAccessibilityNodeInfo(host, info)
            info.className = of.name
        }
    }
}
