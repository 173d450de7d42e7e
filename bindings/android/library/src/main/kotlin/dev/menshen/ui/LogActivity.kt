package dev.menshen.ui

import android.content.Intent
import android.view.View
import dev.menshen.core.Resource
import org.json.JSONObject
import java.io.File

/**
 * The access log as it is on the device, newest first, in plain words; to filter, and to save as the
 * file that the `menshen` command reads.
 *
 * ```kotlin
 * startActivity(Intent(this, LogActivity::class.java))
 * ```
 */
public class LogActivity : Screen() {
    private val list by lazy { LogList(kit) }
    private val summary by lazy { kit.quiet("").apply { accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE } }
    private val purposes by lazy { menshen.policy?.purposes.orEmpty() }
    private val resources by lazy { purposes.flatMap { it.needs }.map { it.resource }.distinct().sorted() }
    private val more by lazy { kit.choice(kit.lang.pick("更早的记录", "Earlier records")) { most += PAGE; load() }.apply { visibility = View.GONE } }
    private val filter = LogFilter()
    private var most = PAGE
    private var shown: LogPage? = null

    override fun title(): String = kit.lang.pick("访问日志", "Access log")

    override fun content(): View {
        val lang = kit.lang
        val kinds = listOf(lang.pick("访问", "Accesses"), lang.pick("被拒绝的", "Denied"), lang.pick("全部记录", "All records"))
        return kit.column(
            10,
            summary,
            kit.chips(KINDS, kinds) { filter.kind = it; show() },
            kit.picker(PURPOSES, lang.pick("按用途筛选", "By purpose"), lang.pick("所有用途", "All purposes"), purposes.map { lang.of(it.title) }) {
                filter.purpose = purposes.getOrNull(it)?.id
                show()
            },
            kit.picker(RESOURCES, lang.pick("按权限筛选", "By resource"), lang.pick("所有权限", "All resources"), resources.map(lang::resource)) {
                filter.resource = resources.getOrNull(it)
                show()
            },
            list.view,
            more,
            kit.link(lang.pick("保存完整日志", "Save the whole log")) { save(SAVE, "application/x-tar", "menshen.tar") },
        )
    }

    override fun start() {
        val kept = lastNonConfigurationInstance as? LogPage
        if (kept?.lang == kit.lang) show(kept) else load()
    }

    override fun onRetainNonConfigurationInstance(): Any? = shown

    private fun load() = reading(::read, ::show)

    private fun read(): LogPage {
        val records = menshen.user.records(most, KINDS_SHOWN)
        val signed = menshen.user.records(1, listOf("checkpoint")).firstOrNull()?.let { millis(JSONObject(it).getString("at")) }
        return LogPage(LogReader(kit.lang, menshen.policy).read(records), signed, most, isWhole = records.size < most, kit.lang)
    }

    private fun show(page: LogPage) {
        shown = page
        most = page.most
        more.visibility = if (page.isWhole) View.GONE else View.VISIBLE
        list.show(page.entries)
        show()
    }

    private fun show() {
        val page = shown ?: return
        list.filter(filter::keeps)
        summary.text = summary(page, page.entries.count(filter::keeps))
    }

    private fun summary(page: LogPage, count: Int): String {
        val lang = kit.lang
        val signed = page.signed?.let { lang.pick("；截至 ${lang.time(it)} 的记录已签名", "; signed up to ${lang.time(it)}") }
        return lang.pick("$count 条记录，只存在这台设备上", "$count records, kept on this device only") + signed.orEmpty() + lang.pick("。", ".")
    }

    override fun onActivityResult(code: Int, result: Int, intent: Intent?) {
        val place = intent?.data ?: return
        val user = menshen.user
        val file = File(cacheDir, "menshen-log.tar")
        if (code == SAVE) write(place) { out ->
            user.exportLog(file)
            file.inputStream().use { it.copyTo(out) }
            file.delete()
        }
    }

    internal companion object {
        private const val PAGE = 200
        private const val SAVE = 1
        private const val KINDS = SCROLL + 0x10
        const val PURPOSES = SCROLL + 0x20
        const val RESOURCES = SCROLL + 0x21

        // What happened around the user; not what the log keeps about itself.
        private val KINDS_SHOWN = listOf(
            "decision", "release", "revoked", "leaked", "ended", "prompt", "consent", "policy_shown", "policy_accepted",
            "policy_declined", "os_grant", "os_observed", "sdk", "subject", "guardian", "erased", "gap",
        )
    }
}

/** Some of the log's latest records. */
internal class LogPage(val entries: List<LogEntry>, val signed: Long?, val most: Int, val isWhole: Boolean, val lang: Lang)

/** Which entries are shown. */
internal class LogFilter {
    var kind = 0
    var purpose: String? = null
    var resource: Resource? = null

    fun keeps(entry: LogEntry): Boolean = isKind(entry) &&
        (purpose == null || entry.purpose == purpose) && (resource == null || resource in entry.resources)

    private fun isKind(entry: LogEntry) = when (kind) {
        0 -> entry.isAccess
        1 -> entry.denied
        else -> true
    }
}
