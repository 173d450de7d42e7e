package dev.menshen.ui

import android.view.View
import dev.menshen.Prompt
import dev.menshen.PromptAnswer
import dev.menshen.core.Basis
import dev.menshen.core.ConsentKind
import dev.menshen.core.PolicyText
import dev.menshen.core.PurposeText
import dev.menshen.core.SdkRole

/** The policy: what it comes down to, the way to all of it, and two choices that look the same. */
internal fun Kit.policyDialog(prompt: Prompt.Policy, answer: (PromptAnswer) -> Unit): View {
    val policy = prompt.policy
    val title = lang.of(policy.title)
    val content = column(
        12,
        title(title),
        quiet(texts.policyBy(policy.controller, policy.version, policy.effective)),
        if (prompt.changed) notice(texts.policyUpdated(policy.version)) else null,
        body(texts.policyIntro),
        summary(policy),
        column(
            0,
            prompt.url?.let { url -> link(texts.fullText(title)) { read(context, title, url) } },
            purposes(policy),
        ),
    )
    val choices = column(10, quiet(texts.basicMode), choices(
        sideBySide = true,
        choice(texts.disagree) { answer(PromptAnswer.NO) },
        choice(texts.agree) { answer(PromptAnswer.YES) },
    ))
    return dialog(title, content, choices)
}

private fun Kit.summary(policy: PolicyText): View {
    val (now, later) = policy.purposes.partition { it.consent == ConsentKind.POLICY || it.basis != Basis.CONSENT }
    val sensitive = policy.purposes.filter { it.sensitive }.sortedBy { it.needs.isEmpty() }
    val asked = policy.purposes.flatMap { it.needs }.filter { it.consent != ConsentKind.POLICY }
    val permissions = asked.map { lang.resource(it.resource) }.distinct()
    val points = listOfNotNull(
        texts.coveredNow(now.size, some(now.sortedByDescending { it.data.size })).takeIf { now.isNotEmpty() },
        texts.askedLater(later.size).takeIf { later.isNotEmpty() },
        texts.sensitive(sensitive.size, some(sensitive)).takeIf { sensitive.isNotEmpty() },
        texts.permissions(permissions).takeIf { permissions.isNotEmpty() },
        texts.thirdParties(policy.sdks.size, policy.sdks.count { it.role == SdkRole.INDEPENDENT })
            .takeIf { policy.sdks.isNotEmpty() },
    )
    return column(8, *points.map(::point).toTypedArray())
}

private fun Kit.some(purposes: List<PurposeText>) = purposes.take(SOME).map { lang.of(it.title) }

private fun Kit.purposes(policy: PolicyText): View {
    val name = texts.allPurposes(policy.purposes.size)
    return Fold(this, text(name, 15, palette.accent, bold = true), name) {
        column(14, *policy.purposes.map(::purpose).toTypedArray())
    }.apply { id = PURPOSES }
}

private fun Kit.purpose(purpose: PurposeText): View = column(
    2,
    text(lang.of(purpose.title), 15, palette.text, bold = true),
    quiet(purpose.data.joinToString(lang.pick("；", "; "), transform = lang::of)).takeIf { purpose.data.isNotEmpty() },
)

private const val SOME = 4
private const val PURPOSES = SCROLL + 1
