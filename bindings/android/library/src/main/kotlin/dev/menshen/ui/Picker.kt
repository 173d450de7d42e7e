package dev.menshen.ui

import android.content.res.ColorStateList
import android.view.View
import android.view.ViewGroup
import android.widget.AdapterView
import android.widget.ArrayAdapter
import android.widget.Spinner
import android.widget.TextView

/** Picks one of many names by [picked] with its place, or -1 for [all]. */
internal fun Kit.picker(id: Int, label: String, all: String, names: List<String>, picked: (Int) -> Unit): View {
    val spinner = Spinner(context)
    spinner.id = id
    spinner.adapter = Names(this, label, listOf(all) + names)
    spinner.backgroundTintList = ColorStateList.valueOf(palette.quiet)
    spinner.minimumHeight = dp(Kit.TOUCH)
    spinner.setPopupBackgroundDrawable(rounded(palette.card, 8))
    spinner.onItemSelectedListener = object : AdapterView.OnItemSelectedListener {
        override fun onItemSelected(parent: AdapterView<*>?, view: View?, position: Int, id: Long) = picked(position - 1)
        override fun onNothingSelected(parent: AdapterView<*>?) = Unit
    }
    return spinner
}

private class Names(private val kit: Kit, private val label: String, names: List<String>) : ArrayAdapter<String>(kit.context, 0, names) {
    override fun getView(position: Int, old: View?, parent: ViewGroup): View =
        name(position).apply { contentDescription = kit.lang.pick("$label：$text", "$label: $text") }

    override fun getDropDownView(position: Int, old: View?, parent: ViewGroup): View = name(position)

    private fun name(position: Int): TextView = kit.body(getItem(position).orEmpty()).apply {
        minimumHeight = kit.dp(Kit.TOUCH)
        gravity = android.view.Gravity.CENTER_VERTICAL
        setPaddingRelative(kit.dp(12), kit.dp(8), kit.dp(12), kit.dp(8))
    }
}
