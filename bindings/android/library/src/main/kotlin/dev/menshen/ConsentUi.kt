package dev.menshen

import android.app.Activity
import android.view.View

/**
 * How the library's prompts look. Bring your own with [MenshenOptions.ui]; the ready-made one is
 * [dev.menshen.ui.StandardUi], which can be restyled.
 */
public interface ConsentUi {
    /**
     * A view that shows [prompt] and calls [answer] once, on the main thread. It fills a transparent
     * activity of the library's own; made anew when that is turned or comes back.
     */
    public fun view(host: Activity, prompt: Prompt, answer: (PromptAnswer) -> Unit): View
}
