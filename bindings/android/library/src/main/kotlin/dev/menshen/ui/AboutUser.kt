package dev.menshen.ui

import android.view.View
import dev.menshen.core.PolicyState

/** Who uses the app, and how they stand with the policy. */
internal class AboutUser(private val screen: Screen, private val decide: () -> Unit) {
    private val kit = screen.kit
    private val lang = kit.lang
    private val policy = screen.menshen.policy
    private val title = policy?.let { lang.of(it.title) }.orEmpty()
    private val who = kit.heading(" ")
    private val state = kit.body("").apply { accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE }
    private val read = kit.choice(lang.pick("阅读隐私政策并决定", "Read the policy and decide"), decide).apply { visibility = View.GONE }
    private val fullText = screen.menshen.options.policyUrl?.let { url ->
        kit.link(kit.texts.fullText(title)) { kit.read(screen, title, url) }
    }

    val view: View = kit.card(6, who, state, kit.quiet(contact()), fullText, read)

    fun show(now: CentreState) {
        who.text = if (now.copy.isAccount) lang.pick("已登录账号", "Signed in") else lang.pick("访客", "Guest")
        state.text = standing(now)
        read.visibility = if (isCurrent(now.policy)) View.GONE else View.VISIBLE
    }

    private fun standing(now: CentreState): String = when (val policy = now.policy) {
        is PolicyState.Accepted -> {
            val since = now.copy.accepted?.let(lang::date)
            lang.pick("您于 $since 同意了《$title》${policy.version} 版", "You accepted the $title, version ${policy.version}, on $since")
        }
        PolicyState.Declined -> lang.pick(
            "仅浏览模式：您没有同意隐私政策，我们不收集您的个人信息",
            "Basic mode: you declined the policy, and we collect no personal data",
        )
        PolicyState.Undecided -> lang.pick("您还没有决定是否同意隐私政策", "You have not decided on the policy yet")
    }

    private fun isCurrent(state: PolicyState) = state is PolicyState.Accepted && state.version == policy?.version

    private fun contact() = policy?.let { lang.pick("${it.controller}。联系方式：${it.contact}", "${it.controller}. Contact: ${it.contact}") }.orEmpty()
}
