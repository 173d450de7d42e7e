package dev.menshen.ui

import android.graphics.Rect
import android.view.View
import android.view.ViewGroup
import android.widget.HorizontalScrollView
import android.widget.ScrollView
import android.widget.TextView

/** What is wrong with a screen as it is laid out; empty when nothing is. */
internal fun faults(root: View): List<String> {
    val heading = "no heading to jump to".takeIf { root.all().none { it.isAccessibilityHeading } }
    return listOfNotNull(heading) + root.all().flatMap { view ->
        listOfNotNull(clipped(view), unnamed(view), tooSmall(view), outside(view, root), belowBars(view, root))
    }
}

private fun clipped(view: View): String? {
    if (view !is TextView || view.text.isEmpty()) return null
    val layout = view.layout ?: return "`${view.text}` was not laid out"
    val room = Rect(0, 0, view.width - view.compoundPaddingLeft - view.compoundPaddingRight, view.height - view.compoundPaddingTop - view.compoundPaddingBottom)
    val lines = 0 until layout.lineCount
    return when {
        lines.any { layout.getEllipsisCount(it) > 0 } -> "`${view.text}` is cut short"
        layout.height > room.height() + 1 -> "`${view.text}` is ${layout.height} high in ${room.height()}"
        lines.any { layout.getLineMax(it) > room.width() + 1 } -> "`${view.text}` is wider than its ${room.width()}"
        else -> null
    }
}

private fun unnamed(view: View): String? {
    if (!view.isClickable) return null
    val name = view.contentDescription ?: (view as? TextView)?.text ?: (view as? ViewGroup)?.texts()?.joinToString().orEmpty()
    return "${view.javaClass.simpleName} has no label".takeIf { name.isBlank() }
}

private fun tooSmall(view: View): String? {
    val least = 48 * view.resources.displayMetrics.density - 1
    if (!view.isClickable || (view.width >= least && view.height >= least)) return null
    return "${(view as? TextView)?.text ?: view.contentDescription} is ${view.width} x ${view.height}"
}

/** The bars are those of [Stand.underBars]. */
private fun belowBars(view: View, root: View): String? {
    if (view !is TextView || view.text.isEmpty()) return null
    val shown = Rect()
    if (!view.getGlobalVisibleRect(shown)) return null
    val density = view.resources.displayMetrics.density
    val free = shown.top >= (32 * density).toInt() && shown.bottom <= root.height - (24 * density).toInt()
    return "`${view.text}` is below a bar".takeIf { !free }
}

private fun outside(view: View, root: View): String? {
    if (view.width == 0 || view.height == 0) return null
    val at = IntArray(2).also(view::getLocationInWindow)
    val across = at[0] < 0 || at[0] + view.width > root.width
    val along = at[1] < 0 || at[1] + view.height > root.height
    val scrolls = { of: Class<*> -> generateSequence(view.parent) { it.parent }.any(of::isInstance) }
    val fault = (across && !scrolls(HorizontalScrollView::class.java)) || (along && !scrolls(ScrollView::class.java))
    return "${view.javaClass.simpleName} `${(view as? TextView)?.text ?: ""}` is outside".takeIf { fault }
}

