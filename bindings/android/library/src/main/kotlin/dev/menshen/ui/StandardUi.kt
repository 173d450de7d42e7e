package dev.menshen.ui

import android.app.Activity
import android.content.res.Configuration
import android.view.View
import dev.menshen.ConsentUi
import dev.menshen.Prompt
import dev.menshen.PromptAnswer

/**
 * The library's own prompts, in plain views: Chinese where the app speaks Chinese and English
 * elsewhere, light and dark, for large text and screen readers. Restyle it with [style], reword it
 * with [texts], or extend it and draw one kind of prompt yourself:
 *
 * ```kotlin
 * class MyUi : StandardUi() {
 *     override fun beside(host: Activity, prompt: Prompt.BesideDialog): View = TextView(host).apply { text = … }
 * }
 * ```
 *
 * The privacy centre and the log viewer look alike.
 */
public open class StandardUi @JvmOverloads constructor(
    private val style: Style = Style(),
    private val texts: (Configuration) -> Texts = Texts::of,
) : ConsentUi {
    final override fun view(host: Activity, prompt: Prompt, answer: (PromptAnswer) -> Unit): View {
        val once = Once(answer)
        return when (prompt) {
            is Prompt.Policy -> policy(host, prompt, once)
            is Prompt.Consent -> consent(host, prompt, once)
            is Prompt.BesideDialog -> beside(host, prompt)
            is Prompt.Settings -> settings(host, prompt, once)
            is Prompt.Switch -> switch(host, prompt, once)
        }
    }

    /** The policy, to accept or decline. */
    protected open fun policy(host: Activity, prompt: Prompt.Policy, answer: (PromptAnswer) -> Unit): View =
        kit(host).policyDialog(prompt, answer)

    /** One purpose, to allow or refuse. */
    protected open fun consent(host: Activity, prompt: Prompt.Consent, answer: (PromptAnswer) -> Unit): View =
        kit(host).consentSheet(prompt, answer)

    /** The purpose's text above the system's dialog. */
    protected open fun beside(host: Activity, prompt: Prompt.BesideDialog): View = kit(host).besideDialog(prompt)

    /** Why and how to allow something in the system settings. */
    protected open fun settings(host: Activity, prompt: Prompt.Settings, answer: (PromptAnswer) -> Unit): View =
        kit(host).settingsSheet(prompt, answer)

    /** Why and how to switch something on for the whole device. */
    protected open fun switch(host: Activity, prompt: Prompt.Switch, answer: (PromptAnswer) -> Unit): View =
        kit(host).switchSheet(prompt, answer)

    internal fun kit(host: Activity): Kit = Kit(host, style, texts(host.resources.configuration))
}

/** Passes the first answer on, and nothing after it: a second tap on the way out changes nothing. */
private class Once(private val answer: (PromptAnswer) -> Unit) : (PromptAnswer) -> Unit {
    private var answered = false

    override fun invoke(given: PromptAnswer) {
        if (answered) return
        answered = true
        answer(given)
    }
}
