package dev.menshen.ui

import android.view.View
import dev.menshen.Prompt
import dev.menshen.PromptAnswer
import dev.menshen.core.PurposeText
import dev.menshen.core.SdkText

/** One purpose: what, why, with which permission, and what happens after a no. */
internal fun Kit.consentSheet(prompt: Prompt.Consent, answer: (PromptAnswer) -> Unit): View {
    val purpose = prompt.purpose
    val title = lang.of(purpose.title)
    val sensitive = purpose.sensitive || prompt.needs.any { it.sensitive }
    val mark = if (sensitive) texts.separateSensitive else texts.separateConsent
    val content = column(
        14,
        if (prompt.separate) row(notice(mark)) else null,
        title(title),
        prompt.sdk?.let(::thirdParty),
        if (sensitive) fact(texts.necessity, lang.of(purpose.prompt)) else body(lang.of(purpose.prompt)),
        if (sensitive) fact(texts.effect, texts.sensitiveEffect) else null,
        *facts(purpose, prompt).toTypedArray(),
    )
    // A single time makes sense where something is used, not where something goes on.
    val once = if (prompt.needs.isEmpty()) null else choice(texts.onlyThisTime) { answer(PromptAnswer.ONCE) }
    val choices = listOfNotNull(
        choice(texts.allow) { answer(PromptAnswer.YES) },
        once,
        choice(texts.refuse) { answer(PromptAnswer.NO) },
    )
    return sheet(title, content, choices(sideBySide = once == null, *choices.toTypedArray()))
}

private fun Kit.facts(purpose: PurposeText, prompt: Prompt.Consent): List<View> = listOfNotNull(
    data(purpose),
    prompt.needs.takeIf { it.isNotEmpty() }?.let { fact(texts.permission, lang.needs(it, texts.optional)) },
    fact(texts.ifRefused, lang.of(purpose.ifRefused)),
    fact(texts.retention, purpose.retention?.let(lang::retention) ?: texts.retentionUnnamed),
    clauses(purpose),
)

internal fun Kit.data(purpose: PurposeText): View? =
    purpose.data.takeIf { it.isNotEmpty() }
        ?.let { data -> fact(texts.data, data.joinToString(lang.pick("；", "; "), transform = lang::of)) }

internal fun Kit.clauses(purpose: PurposeText): View? =
    purpose.clauses.takeIf { it.isNotEmpty() }?.let { fact(texts.clauses, lang.list(it)) }

/** Who else gets the data: named, with the way to their own policy. */
private fun Kit.thirdParty(sdk: SdkText): View {
    val who = sdk.company?.let { "${sdk.name} · $it" } ?: sdk.name
    return column(
        0,
        fact(texts.thirdParty, lang.remark(who, lang.role(sdk.role))),
        sdk.privacyUrl?.let { url -> link(texts.thirdPartyPolicy) { read(context, sdk.name, url) } },
    )
}

/** Keeps a view as narrow as it is. */
internal fun Kit.row(view: View): View = android.widget.LinearLayout(context).apply { addView(view) }
