package dev.menshen.ui

import android.view.Gravity
import android.view.View
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.FrameLayout
import android.widget.LinearLayout
import dev.menshen.Prompt
import dev.menshen.PromptAnswer
import dev.menshen.core.PurposeText
import dev.menshen.core.Resource

/** Says at the top what the system's dialog, in the middle or at the bottom, is about. */
internal fun Kit.besideDialog(prompt: Prompt.BesideDialog): View {
    val purpose = prompt.purpose
    val texts = column(
        6,
        heading(lang.of(purpose.title)),
        body(lang.of(purpose.prompt)),
        quiet(lang.pick("如果拒绝：", "If you refuse: ") + lang.of(purpose.ifRefused)),
    )
    texts.setPaddingRelative(dp(20), dp(16), dp(20), dp(16))
    val card = scroll(texts).apply {
        background = rounded(palette.card, style.cornerRadius).apply { setStroke(dp(1), palette.line) }
        elevation = dp(6).toFloat()
        accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
    }
    val root = FrameLayout(context)
    val place = FrameLayout.LayoutParams(dp(minOf(config.screenWidthDp - 24, 560)), WRAP_CONTENT, Gravity.TOP or Gravity.CENTER_HORIZONTAL)
    root.addView(card, place)
    val margin = dp(12)
    root.onEdges { root.setPadding(it.left + margin, it.top + margin, it.right + margin, it.bottom + margin) }
    return root
}

/** Why and how to allow something in the system settings. */
internal fun Kit.settingsSheet(prompt: Prompt.Settings, answer: (PromptAnswer) -> Unit): View {
    val name = lang.permission(prompt.resource)
    val steps = when (prompt.resource) {
        Resource.SYSTEM_SETTINGS -> texts.specialSteps(name)
        else -> texts.settingsSteps(name)
    }
    return lead(texts.settingsTitle(name), prompt.purpose, steps, answer)
}

/** Why and how to switch something on for the whole device. */
internal fun Kit.switchSheet(prompt: Prompt.Switch, answer: (PromptAnswer) -> Unit): View {
    val bluetooth = prompt.resource == Resource.BLUETOOTH
    val name = if (bluetooth) lang.pick("蓝牙", "Bluetooth") else lang.permission(prompt.resource)
    return lead(texts.switchTitle(name), prompt.purpose, texts.switchSteps(name), answer)
}

private fun Kit.lead(title: String, purpose: PurposeText, steps: List<String>, answer: (PromptAnswer) -> Unit): View {
    val content = column(
        14,
        title(title),
        fact(lang.of(purpose.title), lang.of(purpose.prompt)),
        column(10, *steps.mapIndexed { index, step -> numbered(index + 1, step) }.toTypedArray()),
        fact(texts.ifRefused, lang.of(purpose.ifRefused)),
    )
    val choices = choices(
        sideBySide = true,
        choice(texts.notNow) { answer(PromptAnswer.NO) },
        choice(texts.goToSettings) { answer(PromptAnswer.YES) },
    )
    return sheet(title, content, choices)
}

/** A paragraph after a dot. */
internal fun Kit.point(text: String): View = marked("·", text)

private fun Kit.numbered(number: Int, text: String): View = marked("$number.", text)

private fun Kit.marked(mark: String, text: String): View = LinearLayout(context).apply {
    val sign = text(mark, 15, palette.accent, bold = true)
    addView(sign, LinearLayout.LayoutParams(WRAP_CONTENT, WRAP_CONTENT).apply { marginEnd = dp(10) })
    addView(body(text), LinearLayout.LayoutParams(0, WRAP_CONTENT, 1f))
    isFocusable = true
    contentDescription = if (mark == "·") text else "$mark $text"
}
