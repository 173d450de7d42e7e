package dev.menshen.ui

import android.graphics.Canvas
import android.graphics.Paint
import android.graphics.Path
import android.view.View

/** A small arrow head, for show: what it means is said by the row it is in. */
internal class Chevron(kit: Kit, private var turned: Float = DOWN) : View(kit.context) {
    private val paint = Paint(Paint.ANTI_ALIAS_FLAG).apply {
        color = kit.palette.quiet
        style = Paint.Style.STROKE
        strokeWidth = kit.dp(2).toFloat()
        strokeCap = Paint.Cap.ROUND
        strokeJoin = Paint.Join.ROUND
    }
    private val path = Path()

    init {
        importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO
    }

    fun points(where: Float) {
        turned = where
        invalidate()
    }

    override fun onDraw(canvas: Canvas) {
        val unit = minOf(width, height) / 24f
        val (x, y) = width / 2f to height / 2f
        path.rewind()
        path.moveTo(x - 5 * unit, y - 2.5f * unit)
        path.lineTo(x, y + 2.5f * unit)
        path.lineTo(x + 5 * unit, y - 2.5f * unit)
        canvas.rotate(if (turned == START && layoutDirection == LAYOUT_DIRECTION_RTL) -turned else turned, x, y)
        canvas.drawPath(path, paint)
    }

    companion object {
        const val DOWN = 0f
        const val UP = 180f
        const val START = 90f
    }
}
