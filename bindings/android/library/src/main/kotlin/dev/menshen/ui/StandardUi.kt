package dev.menshen.ui

import android.app.Activity
import android.view.View
import android.widget.Button
import android.widget.LinearLayout
import dev.menshen.ConsentUi
import dev.menshen.Prompt
import dev.menshen.PromptAnswer

/** The library's own prompts. */
public open class StandardUi : ConsentUi {
    override fun view(host: Activity, prompt: Prompt, answer: (PromptAnswer) -> Unit): View =
        LinearLayout(host).apply {
            for (choice in listOf(PromptAnswer.NO, PromptAnswer.YES)) {
                addView(Button(host).apply { text = choice.name; setOnClickListener { answer(choice) } })
            }
        }
}
