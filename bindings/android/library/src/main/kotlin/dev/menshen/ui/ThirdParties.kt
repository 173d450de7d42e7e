package dev.menshen.ui

import android.view.View
import dev.menshen.core.PolicyText
import dev.menshen.core.SdkText

/** Every listed third party: who, what it gets, what for, and its own policy. */
internal fun Kit.thirdParties(policy: PolicyText): View? {
    if (policy.sdks.isEmpty()) return null
    val cards = policy.sdks.map { card(10, *about(it, policy).toTypedArray()) }
    val title = heading(lang.pick("${cards.size} 项第三方服务", "${cards.size} third-party services"))
    title.setPaddingRelative(dp(4), dp(8), 0, dp(4))
    return column(8, title, *cards.toTypedArray())
}

private fun Kit.about(sdk: SdkText, policy: PolicyText): List<View> {
    val separator = lang.pick("；", "; ")
    val purposes = policy.purposes.filter { it.id in sdk.purposes }
    return listOfNotNull(
        text(sdk.name, 16, palette.text, bold = true),
        quiet(listOfNotNull(sdk.company, lang.role(sdk.role)).joinToString(" · ")),
        sdk.data.takeIf { it.isNotEmpty() }?.let { fact(texts.data, it.joinToString(separator, transform = lang::of)) },
        purposes.takeIf { it.isNotEmpty() }?.let { fact(lang.pick("参与的用途", "Takes part in"), it.joinToString(separator) { lang.of(it.title) }) },
        fact(texts.clauses, sdk.clause),
        sdk.privacyUrl?.let { url -> link(texts.thirdPartyPolicy) { read(context, sdk.name, url) } },
    )
}
