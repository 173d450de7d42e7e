package dev.menshen.ui

import android.content.res.ColorStateList
import android.view.View
import android.widget.Switch
import dev.menshen.core.ConsentKind
import dev.menshen.core.PolicyText
import dev.menshen.core.PurposeText

/** A purpose in the privacy centre: how it stands, a switch, and all about it below. */
internal class PurposeRow(
    private val kit: Kit,
    private val policy: PolicyText,
    private val purpose: PurposeText,
    private val switched: (PurposeState, Boolean) -> Unit,
) {
    private val lang = kit.lang
    private val title = lang.of(purpose.title)
    private val name = kit.text(title, 16, kit.palette.text, bold = true)
    private val status = kit.quiet("")
    private val switch = switch()
    private val fold = Fold(kit, kit.column(2, name, status), title, switch, ::details)
    private var shown: PurposeState? = null

    val view: View = kit.card(0, fold).apply {
        setPaddingRelative(kit.dp(16), kit.dp(10), kit.dp(12), kit.dp(10))
    }

    /** The fold keeps its state by [id]. */
    fun named(id: Int): PurposeRow = apply { fold.id = id }

    fun show(state: PurposeState) {
        shown = state
        status.text = status(state)
        fold.describe(lang.pick("$title，${status.text}", "$title, ${status.text}"))
        fold.refresh()
        switch.visibility = if (state.canSwitch) View.VISIBLE else View.GONE
        set(state.standing == Standing.ON)
    }

    /** Back to what holds, such as after a no to the sheet. */
    private fun set(on: Boolean) {
        switch.setOnCheckedChangeListener(null)
        switch.isChecked = on
        switch.setOnCheckedChangeListener { _, checked ->
            set(on)
            shown?.let { switched(it, checked) }
        }
    }

    private fun status(state: PurposeState): String = listOfNotNull(
        when (state.standing) {
            Standing.ON -> lang.pick("已允许", "Allowed")
            Standing.OFF -> lang.pick("已关闭", "Off")
            Standing.NOT_ASKED -> lang.pick("用到时询问", "Asked when used")
            Standing.NEEDS_NO_CONSENT -> lang.pick("无需同意", "Needs no consent") + lang.pick("：", ": ") + lang.basis(purpose.basis)
            Standing.UNAVAILABLE -> lang.pick("不可用", "Not available") + state.reason?.let { lang.pick("：", ": ") + lang.reason(it) }.orEmpty()
        },
        state.since?.let { lang.pick("${lang.date(it)}起", "since ${lang.date(it)}") },
        state.allowed.takeIf { it > 0 }?.let { lang.pick("本周使用 $it 次", "used ${times(it)} this week") },
    ).joinToString(" · ")

    private fun details(): View = kit.column(
        12,
        kit.fact(lang.pick("为什么", "Why"), lang.of(purpose.prompt)),
        kit.data(purpose),
        purpose.needs.takeIf { it.isNotEmpty() }
            ?.let { kit.fact(kit.texts.permission, lang.needs(it, kit.texts.optional)) },
        kit.fact(lang.pick("关闭后", "When off"), lang.of(purpose.ifRefused)),
        shown?.let { kit.fact(lang.pick("最近七天", "Last seven days"), used(it)) },
        kit.fact(lang.pick("同意方式", "Consent"), consent()),
        kit.fact(kit.texts.retention, purpose.retention?.let(lang::retention) ?: kit.texts.retentionUnnamed),
        thirdParties()?.let { kit.fact(kit.texts.thirdParty, it) },
        kit.clauses(purpose),
    )

    private fun used(state: PurposeState): String {
        if (!state.isUsed) return lang.pick("没有使用", "Not used")
        val last = state.last?.let(lang::time)
        return lang.pick(
            "允许 ${state.allowed} 次，拒绝 ${state.denied} 次，最近一次在 $last",
            "Allowed ${times(state.allowed)}, denied ${times(state.denied)}; last on $last",
        )
    }

    private fun times(count: Long) = if (count == 1L) "once" else "$count times"

    private fun consent(): String {
        val kind = when (purpose.consent) {
            ConsentKind.POLICY -> lang.pick("同意隐私政策", "Accepting the policy")
            ConsentKind.IN_CONTEXT -> lang.pick("使用时同意", "Consent at first use")
            ConsentKind.SEPARATE -> lang.pick("单独同意", "Separate consent")
        }
        return if (purpose.sensitive) kind + lang.pick(" · 敏感个人信息", " · sensitive personal data") else kind
    }

    private fun thirdParties(): String? =
        policy.sdks.filter { it.id in purpose.callers }.takeIf { it.isNotEmpty() }
            ?.joinToString(lang.pick("；", "; ")) { lang.remark(it.name, lang.role(it.role)) }

    private fun switch() = Switch(kit.context).apply {
        contentDescription = title
        minimumWidth = kit.dp(Kit.TOUCH)
        minimumHeight = kit.dp(Kit.TOUCH)
        isSaveEnabled = false
        visibility = View.GONE
        val states = arrayOf(intArrayOf(android.R.attr.state_checked), intArrayOf())
        thumbTintList = ColorStateList(states, intArrayOf(kit.palette.accent, kit.palette.quiet))
        trackTintList = ColorStateList(states, intArrayOf(kit.palette.accent, kit.palette.quiet))
    }
}
