package dev.menshen

import android.app.Activity
import android.content.Context
import android.content.Intent
import android.os.Bundle
import kotlinx.coroutines.DisposableHandle

/**
 * Shows one prompt above the app, transparent around it, and asks the system where that is part of
 * it. Turned, it shows the prompt again; after its process was killed it closes.
 */
public class PromptActivity : Activity() {
    private var pending: PendingPrompt? = null
    private var closing: DisposableHandle? = null
    private var rationaleBefore = false

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        val pending = Prompts[intent.getLongExtra(NUMBER, 0)].also { this.pending = it } ?: return finish()
        closing = pending.outcome.invokeOnCompletion { runOnUiThread(::finish) }
        setContentView(pending.ui.view(this, pending.prompt, ::answered))
        rationaleBefore = state?.getBoolean(RATIONALE) ?: wantsRationale()
        if (state == null && pending.permissions.isNotEmpty()) requestPermissions(pending.permissions.toTypedArray(), ASK)
    }

    private fun answered(answer: PromptAnswer) {
        val page = pending?.page
        // Beside the system's dialog it is the dialog that is answered.
        if (pending?.permissions?.isNotEmpty() == true) return
        if (answer == PromptAnswer.YES && page != null) startActivityForResult(page, GO) else complete(Outcome(answer))
    }

    override fun onRequestPermissionsResult(code: Int, permissions: Array<out String>, results: IntArray) {
        complete(Outcome(PromptAnswer.YES, rationaleBefore, wantsRationale(), cancelled = permissions.isEmpty()))
    }

    override fun onActivityResult(code: Int, result: Int, data: Intent?): Unit = complete(Outcome(PromptAnswer.YES))

    @Deprecated("of the framework, but what every supported level calls")
    override fun onBackPressed(): Unit = answered(PromptAnswer.DISMISSED)

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putBoolean(RATIONALE, rationaleBefore)
    }

    override fun onDestroy() {
        super.onDestroy()
        closing?.dispose()
        if (isFinishing) complete(Outcome(PromptAnswer.DISMISSED))
    }

    private fun complete(outcome: Outcome) {
        pending?.outcome?.complete(outcome)
    }

    private fun wantsRationale() = pending?.permissions.orEmpty().any(::shouldShowRequestPermissionRationale)

    internal companion object {
        private const val NUMBER = "dev.menshen.prompt"
        private const val RATIONALE = "dev.menshen.rationale"
        private const val ASK = 1
        private const val GO = 2

        fun intent(context: Context, number: Long): Intent =
            Intent(context, PromptActivity::class.java).putExtra(NUMBER, number)
    }
}
