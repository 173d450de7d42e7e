package dev.menshen.ui

import android.view.View
import android.widget.LinearLayout

/** Entries, each below the day it is of. */
internal class LogList(private val kit: Kit) {
    private val lang = kit.lang
    private var days: List<Day> = emptyList()

    val view: LinearLayout = kit.column(0)

    fun show(entries: List<LogEntry>) {
        days = entries.groupBy { lang.date(it.at) }.map { (day, of) -> Day(heading(day), of.associateWith(::row)) }
        view.removeAllViews()
        days.flatMap { listOf(it.heading) + it.rows.values }.forEach { view.addView(it, kit.below(8)) }
    }

    fun filter(keeps: (LogEntry) -> Boolean) {
        for (day in days) {
            day.rows.forEach { (entry, row) -> row.setShown(keeps(entry)) }
            day.heading.setShown(day.rows.keys.any(keeps))
        }
    }

    private fun heading(day: String) = kit.heading(day).apply { setPaddingRelative(kit.dp(4), kit.dp(8), 0, 0) }

    private fun row(entry: LogEntry): View {
        val time = lang.clock(entry.at)
        val what = if (entry.denied) kit.row(kit.notice(entry.what)) else kit.body(entry.what)
        val head = kit.column(4, kit.text("$time · ${entry.title}", 14, kit.palette.quiet), what)
        val name = lang.pick("$time，${entry.title}，${entry.what}", "$time, ${entry.title}, ${entry.what}")
        val fold = Fold(kit, head, name) { details(entry) }.apply { id = ROWS + entry.number }
        return kit.card(0, fold).apply { setPaddingRelative(kit.dp(16), kit.dp(8), kit.dp(12), kit.dp(8)) }
    }

    private fun details(entry: LogEntry) =
        kit.column(10, *entry.details.map { (label, value) -> kit.fact(label, value) }.toTypedArray())

    private fun View.setShown(shown: Boolean) {
        visibility = if (shown) View.VISIBLE else View.GONE
    }

    private class Day(val heading: View, val rows: Map<LogEntry, View>)

    private companion object {
        const val ROWS = SCROLL + 0x1000
    }
}
