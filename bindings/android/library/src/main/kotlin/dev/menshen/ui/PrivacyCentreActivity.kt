package dev.menshen.ui

import android.content.Intent
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.LinearLayout
import dev.menshen.Prompt
import dev.menshen.PromptAnswer
import dev.menshen.consent
import dev.menshen.core.ConsentKind
import dev.menshen.core.PolicyState
import dev.menshen.core.PolicyText
import dev.menshen.core.PurposeText

/**
 * The privacy centre: what each purpose collects and why, since when it is allowed and how often it
 * was used, with a switch; the user's own copy, erasure, the policy and the access log.
 *
 * ```kotlin
 * startActivity(Intent(this, PrivacyCentreActivity::class.java))
 * ```
 */
public class PrivacyCentreActivity : Screen() {
    private val policy: PolicyText? by lazy { menshen.policy }
    private val about by lazy { AboutUser(this, ::decide) }
    private val data by lazy { OwnData(this) }
    private val rows by lazy {
        policy?.purposes.orEmpty().mapIndexed { index, purpose ->
            PurposeRow(kit, checkNotNull(policy), purpose, ::switched).named(ROWS + index)
        }
    }
    private val nothing by lazy { kit.quiet(kit.lang.pick("没有符合条件的用途。", "No such purpose.")) }
    private var filter = 0
    private var shown: CentreState? = null

    override fun title(): String = kit.lang.pick("隐私中心", "Privacy centre")

    override fun content(): View {
        val policy = policy ?: return kit.card(8, kit.notice(menshen.fault.orEmpty()))
        val lang = kit.lang
        val filters = listOf(
            lang.pick("全部", "All"), lang.pick("本周用过", "Used this week"),
            lang.pick("已允许", "Allowed"), lang.pick("敏感信息", "Sensitive"),
        )
        return kit.column(
            12,
            about.view,
            data.view,
            kit.heading(lang.pick("${policy.purposes.size} 项用途", "${policy.purposes.size} purposes")).also(::beforeList),
            kit.chips(FILTERS, filters) { filter = it; filter() },
            nothing,
            purposes(),
            kit.thirdParties(policy),
        )
    }

    override fun start() {
        updating({ CentreState.read(menshen) }) { state ->
            shown = state
            about.show(state)
            data.show(state)
            rows.zip(state.purposes) { row, purpose -> row.show(purpose) }
            filter()
        }
    }

    override fun onActivityResult(code: Int, result: Int, intent: Intent?) {
        data.picked(code, intent?.data)
    }

    private fun beforeList(heading: View) = heading.setPaddingRelative(kit.dp(4), kit.dp(12), 0, 0)

    private fun purposes() = LinearLayout(this).apply {
        orientation = LinearLayout.VERTICAL
        rows.forEach { addView(it.view, LinearLayout.LayoutParams(MATCH_PARENT, WRAP_CONTENT).apply { bottomMargin = kit.dp(8) }) }
    }

    private fun filter() {
        val states = shown?.purposes ?: return
        val kept = states.map(::isKept)
        rows.zip(kept) { row, keep -> row.view.visibility = if (keep) View.VISIBLE else View.GONE }
        nothing.visibility = if (kept.any { it }) View.GONE else View.VISIBLE
    }

    private fun isKept(state: PurposeState) = when (filter) {
        USED -> state.isUsed
        ALLOWED -> state.standing == Standing.ON
        SENSITIVE -> state.purpose.sensitive
        else -> true
    }

    /** Off at once; on as the law has it: what is not part of the policy's acceptance is asked by its sheet. */
    private fun switched(state: PurposeState, on: Boolean) {
        val user = menshen.user
        when {
            !on -> act { state.callers.forEach { user.withdraw(whole(state.purpose, it)) } }
            state.purpose.consent == ConsentKind.POLICY -> act { user.grant(whole(state.purpose)) }
            else -> sheet(state.purpose)
        }
    }

    private fun sheet(purpose: PurposeText) {
        val native = menshen.native ?: return
        val separate = (purpose.needs.map { it.consent } + purpose.consent).any { it == ConsentKind.SEPARATE }
        ask(Prompt.Consent(purpose, purpose.needs, separate, sdk = null)) { answer ->
            native.answer(whole(purpose).handle(true).toULong(), answer.consent)
        }
    }

    private fun decide() {
        val policy = policy ?: return
        val user = menshen.user
        ask(Prompt.Policy(policy, menshen.policyState is PolicyState.Accepted, menshen.options.policyUrl)) { answer ->
            if (answer == PromptAnswer.YES) user.acceptPolicy() else user.declinePolicy()
        }
    }

    private companion object {
        const val FILTERS = SCROLL + 0x10
        const val ROWS = SCROLL + 0x100
        const val USED = 1
        const val ALLOWED = 2
        const val SENSITIVE = 3
    }
}
