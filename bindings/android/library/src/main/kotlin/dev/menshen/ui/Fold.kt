package dev.menshen.ui

import android.os.Bundle
import android.os.Parcelable
import android.view.Gravity
import android.view.View
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.Button
import android.widget.LinearLayout

/**
 * A row that opens what is below it, made when first opened. With an [View.getId] of its own it stays
 * open when the screen is turned.
 */
internal class Fold(
    private val kit: Kit,
    head: View,
    private val label: String,
    /** At the end of the row, and no part of it. */
    beside: View? = null,
    private val inside: () -> View,
) : LinearLayout(kit.context) {
    private val chevron = Chevron(kit)
    private val row = LinearLayout(kit.context)
    private var body: View? = null

    var isOpen: Boolean = false
        set(open) {
            field = open
            if (open && body == null) body = inside().also { addView(it, kit.below(8)) }
            body?.visibility = if (open) VISIBLE else GONE
            chevron.points(if (open) Chevron.UP else Chevron.DOWN)
            describe()
        }

    init {
        orientation = VERTICAL
        row.gravity = Gravity.CENTER_VERTICAL
        row.addView(head, LayoutParams(0, WRAP_CONTENT, 1f))
        row.addView(chevron, LayoutParams(kit.dp(24), kit.dp(24)))
        with(kit) { row.tappable { isOpen = !isOpen } }
        row.role(Button::class.java)
        addView(top(beside), kit.below(0))
        describe()
    }

    private fun top(beside: View?): View {
        if (beside == null) return row
        return LinearLayout(context).apply {
            addView(row, LayoutParams(0, WRAP_CONTENT, 1f))
            addView(beside, LayoutParams(WRAP_CONTENT, WRAP_CONTENT).apply { marginStart = kit.dp(8) })
        }
    }

    /** Says again what the row is about; its texts may have changed. */
    fun describe(about: String = label) {
        val state = if (isOpen) kit.lang.pick("已展开", "expanded") else kit.lang.pick("已收起", "collapsed")
        row.contentDescription = kit.lang.pick("$about，$state", "$about, $state")
    }

    /** Makes what is inside again, if it is open. */
    fun refresh() {
        body?.let(::removeView)
        body = null
        if (isOpen) isOpen = true
    }

    override fun onSaveInstanceState(): Parcelable = Bundle().apply {
        putParcelable(ABOVE, super.onSaveInstanceState())
        putBoolean(OPEN, isOpen)
    }

    @Suppress("DEPRECATION") // The typed getter came with API 33.
    override fun onRestoreInstanceState(state: Parcelable?) {
        val bundle = state as? Bundle
        super.onRestoreInstanceState(bundle?.getParcelable(ABOVE))
        isOpen = bundle?.getBoolean(OPEN) ?: false
    }

    private companion object {
        const val ABOVE = "above"
        const val OPEN = "open"
    }
}
