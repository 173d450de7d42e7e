package dev.menshen

import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.Intent
import android.util.Log
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.atomic.AtomicLong

/** What became of a prompt. */
internal class Outcome(
    val answer: PromptAnswer,
    /** Whether the system wanted a rationale, before its dialog and after it. */
    val rationaleBefore: Boolean = false,
    val rationaleAfter: Boolean = false,
    /** Whether the system broke its dialog off. */
    val cancelled: Boolean = false,
)

/** A prompt that waits for its answer, across turned screens. */
internal class PendingPrompt(
    val ui: ConsentUi,
    val prompt: Prompt,
    /** Asked of the system as soon as the prompt is shown. */
    val permissions: List<String> = emptyList(),
    /** Where a yes leads. */
    val page: Intent? = null,
) {
    val outcome = CompletableDeferred<Outcome>()
}

/** The prompts that wait. After the process was killed there are none, and what shows one closes. */
internal object Prompts {
    private val waiting = ConcurrentHashMap<Long, PendingPrompt>()
    private val numbers = AtomicLong(System.nanoTime())

    operator fun get(number: Long): PendingPrompt? = waiting[number]

    /** Shows a prompt above an activity, and waits for what becomes of it. */
    suspend fun show(above: Activity, pending: PendingPrompt): Outcome {
        val number = numbers.incrementAndGet()
        waiting[number] = pending
        try {
            withContext(Dispatchers.Main.immediate) { above.startActivity(PromptActivity.intent(above, number)) }
            return pending.outcome.await()
        } catch (_: ActivityNotFoundException) {
            Log.e("menshen", "nothing can be asked: the app's manifest lacks ${PromptActivity::class.java.name}")
            return Outcome(PromptAnswer.DISMISSED, cancelled = true)
        } finally {
            // A cancelled caller takes its prompt along: the activity finds nothing and closes.
            waiting.remove(number)
            pending.outcome.complete(Outcome(PromptAnswer.DISMISSED))
        }
    }
}
