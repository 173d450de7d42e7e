package dev.menshen.ui

import android.graphics.drawable.GradientDrawable
import android.os.Build
import android.view.Gravity
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.FrameLayout
import android.widget.LinearLayout
import android.widget.ScrollView

/** In the middle of the screen: what is to be read scrolls, the choices stay below it. */
internal fun Kit.dialog(name: String, content: View, choices: View): View {
    val card = frame(name, content, choices).apply {
        background = rounded(palette.card, style.cornerRadius)
        clipToOutline = true
    }
    val root = FrameLayout(context).apply { setBackgroundColor(palette.scrim) }
    root.addView(card, FrameLayout.LayoutParams(dp(minOf(config.screenWidthDp - 32, 520)), WRAP_CONTENT, Gravity.CENTER))
    val margin = dp(16)
    root.onEdges { root.setPadding(it.left + margin, it.top + margin, it.right + margin, it.bottom + margin) }
    return root
}

/** At the bottom of the screen, where the thumb is. */
internal fun Kit.sheet(name: String, content: View, choices: View): View {
    val card = frame(name, content, choices).apply {
        val radius = dp(style.cornerRadius + 8).toFloat()
        background = GradientDrawable().apply {
            setColor(palette.card)
            cornerRadii = floatArrayOf(radius, radius, radius, radius, 0f, 0f, 0f, 0f)
        }
        clipToOutline = true
    }
    val root = FrameLayout(context).apply { setBackgroundColor(palette.scrim) }
    val width = if (config.screenWidthDp > 640) dp(640) else MATCH_PARENT
    root.addView(card, FrameLayout.LayoutParams(width, WRAP_CONTENT, Gravity.BOTTOM or Gravity.CENTER_HORIZONTAL))
    root.onEdges {
        root.setPadding(it.left, it.top + dp(24), it.right, 0)
        card.setPadding(0, 0, 0, it.bottom)
    }
    return root
}

private fun Kit.frame(name: String, content: View, choices: View): LinearLayout {
    // Where the choices would leave no room for what they are about, they scroll with it.
    val roomy = config.screenHeightDp / config.fontScale >= ROOMY
    content.setPaddingRelative(dp(24), dp(24), dp(24), dp(16))
    choices.setPaddingRelative(dp(24), dp(12), dp(24), dp(20))
    return LinearLayout(context).apply {
        orientation = LinearLayout.VERTICAL
        addView(scroll(if (roomy) content else column(0, content, choices)), shrinking())
        if (roomy) {
            addView(line())
            addView(choices, below(0))
        }
        if (Build.VERSION.SDK_INT >= 28) accessibilityPaneTitle = name
    }
}

/** As high as its content, but gives way first. */
private fun shrinking() = LinearLayout.LayoutParams(MATCH_PARENT, WRAP_CONTENT, 1f)

/** Keeps its place when the screen is turned. */
internal fun Kit.scroll(content: View): ScrollView = ScrollView(context).apply {
    id = SCROLL
    isScrollbarFadingEnabled = false
    isVerticalFadingEdgeEnabled = true
    setFadingEdgeLength(dp(16))
    addView(content)
}

/** Choices side by side, or one below the other where large text needs the room. */
internal fun Kit.choices(sideBySide: Boolean, vararg buttons: View): LinearLayout {
    if (!sideBySide || config.fontScale > 1.3f) return column(8, *buttons)
    return LinearLayout(context).apply {
        buttons.forEachIndexed { index, button ->
            addView(button, LinearLayout.LayoutParams(0, MATCH_PARENT, 1f).apply { if (index > 0) marginStart = dp(12) })
        }
    }
}

private const val ROOMY = 440

/** Fixed, so that state is found again; above those of [View.generateViewId], below those of resources. */
internal const val SCROLL = 0x00f0_0001
