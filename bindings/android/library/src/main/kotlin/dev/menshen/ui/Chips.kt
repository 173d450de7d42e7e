package dev.menshen.ui

import android.content.res.ColorStateList
import android.graphics.drawable.StateListDrawable
import android.view.Gravity
import android.view.View
import android.widget.HorizontalScrollView
import android.widget.LinearLayout
import android.widget.RadioButton
import android.widget.RadioGroup

/** A choice of one among a few, which keeps its state by [first] and the numbers after it. */
internal fun Kit.chips(first: Int, names: List<String>, chosen: (Int) -> Unit): View {
    val group = RadioGroup(context).apply { orientation = LinearLayout.HORIZONTAL }
    names.forEachIndexed { index, name ->
        group.addView(chip(name).apply { id = first + index }, RadioGroup.LayoutParams(-2, -2).apply { marginEnd = dp(8) })
    }
    group.check(first)
    group.setOnCheckedChangeListener { _, id -> chosen(id - first) }
    return HorizontalScrollView(context).apply {
        isHorizontalScrollBarEnabled = false
        addView(group)
    }
}

private fun Kit.chip(name: String) = RadioButton(context).apply {
    buttonDrawable = null
    minimumHeight = dp(Kit.TOUCH)
    minimumWidth = dp(Kit.TOUCH)
    gravity = Gravity.CENTER
    typeface = style.typeface
    setPaddingRelative(dp(16), dp(8), dp(16), dp(8))
    setTextSize(android.util.TypedValue.COMPLEX_UNIT_SP, 14f)
    val checked = intArrayOf(android.R.attr.state_checked)
    setTextColor(ColorStateList(arrayOf(checked, intArrayOf()), intArrayOf(palette.onChoice, palette.text)))
    background = StateListDrawable().apply {
        addState(checked, rounded(palette.choice, 24))
        addState(intArrayOf(), rounded(palette.card, 24))
    }
    // Told by a mark too, not by colour alone.
    text = name
    setOnCheckedChangeListener { _, on -> text = if (on) "✓ $name" else name }
}
