package dev.menshen

import android.app.Activity
import android.os.Looper
import android.view.View
import android.widget.FrameLayout
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.async
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.shadows.ShadowActivity

/** Plays the system around a gate: shows what the library starts, and answers its dialogs. */
internal class Handset : ConsentUi {
    /** What was shown so far. */
    val shown = mutableListOf<Prompt>()
    private var answer: ((PromptAnswer) -> Unit)? = null

    /** The activity of the prompt that is on the screen, if one is. */
    var prompt: ActivityController<PromptActivity>? = null
        private set

    // A dialog outlives a turned screen: who comes after gets the answer.
    private var asked: ShadowActivity.PermissionsRequest? = null

    val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)
    val menshen: Menshen = Gates.fresh(MenshenOptions(ui = this)).also { it.blocking = Dispatchers.Main.immediate }
    val activity: ActivityController<Activity> = Robolectric.buildActivity(Activity::class.java).setup()

    override fun view(host: Activity, prompt: Prompt, answer: (PromptAnswer) -> Unit): View {
        shown += prompt
        this.answer = answer
        return FrameLayout(host)
    }

    /** Starts what a feature does, up to its first prompt. */
    fun <T> tap(feature: suspend () -> T): Deferred<T> = scope.async { feature() }.also { settle() }

    /** The user answers the library's prompt. */
    fun say(said: PromptAnswer) {
        checkNotNull(answer) { "nothing is shown" }(said)
        settle()
    }

    /** The user answers the system's dialog: with these permissions granted, and a rationale wanted or not. */
    fun answerDialog(vararg granted: String, rationale: Boolean = false) {
        val host = checkNotNull(prompt).get()
        val asked = checkNotNull(asked) { "the system was not asked" }
        shadowOf(Gates.app).grantPermissions(*granted)
        asked.requestedPermissions.forEach { shadowOf(Gates.app.packageManager).setShouldShowRequestPermissionRationale(it, rationale) }
        val results = asked.requestedPermissions.map(host::checkSelfPermission).toIntArray()
        host.onRequestPermissionsResult(asked.requestCode, asked.requestedPermissions, results)
        settle()
    }

    /** Lets everything happen that is due, and puts a started prompt on the screen. */
    fun settle() {
        idle()
        prompt?.takeIf { it.get().isFinishing }?.let {
            it.pause().stop().destroy()
            prompt = null
        }
        val intent = generateSequence { shadowOf(Gates.app).nextStartedActivity }
            .find { it.component?.className == PromptActivity::class.java.name } ?: return
        prompt = Robolectric.buildActivity(PromptActivity::class.java, intent).setup()
        idle()
        asked = prompt?.let { shadowOf(it.get()).lastRequestedPermission }
    }

    fun close() {
        menshen.close()
        idle()
    }

    private fun idle() = shadowOf(Looper.getMainLooper()).idle()
}
