package dev.menshen.ui

import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent
import android.net.Uri
import android.widget.Toast
import dev.menshen.PendingPrompt
import dev.menshen.Prompt
import dev.menshen.PromptAnswer
import dev.menshen.Prompts
import dev.menshen.core.MenshenException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import java.io.IOException
import java.io.OutputStream

// What the user decided is done, even if the screen is turned or left meanwhile.
private val lasting = CoroutineScope(SupervisorJob() + Dispatchers.Main)

/** Reads off the main thread and shows on it, now and after every change, as long as the screen is there. */
internal fun <T> Screen.updating(read: () -> T, show: (T) -> Unit) {
    scope.launch {
        menshen.changes.flow.collect { attempt(applicationContext, kit.lang) { read() }?.let(show) }
    }
}

/** Reads once more, such as more of it. */
internal fun <T> Screen.reading(read: () -> T, show: (T) -> Unit) {
    scope.launch { attempt(applicationContext, kit.lang) { read() }?.let(show) }
}

/** Does what the user asked for, off the main thread. */
internal fun Screen.act(does: () -> Unit) {
    val (app, lang) = applicationContext to kit.lang
    lasting.launch { attempt(app, lang, does) }
}

/** Shows a prompt, then does what follows from its answer off the main thread. */
internal fun Screen.ask(prompt: Prompt, answered: (PromptAnswer) -> Unit) {
    val (app, lang) = applicationContext to kit.lang
    val pending = PendingPrompt(menshen.options.ui, prompt)
    lasting.launch {
        val answer = Prompts.show(this@ask, pending).answer
        attempt(app, lang) { answered(answer) }
    }
}

/** Lets the user pick where a file goes, which takes no permission. The answer comes as an activity result. */
internal fun Screen.save(code: Int, type: String, name: String) {
    val intent = Intent(Intent.ACTION_CREATE_DOCUMENT).addCategory(Intent.CATEGORY_OPENABLE)
        .setType(type).putExtra(Intent.EXTRA_TITLE, name)
    try {
        @Suppress("DEPRECATION") // Of the framework, but what every supported level has.
        startActivityForResult(intent, code)
    } catch (_: ActivityNotFoundException) {
        say(applicationContext, kit.lang.pick("这台设备没有文件管理器", "This device has no file manager"))
    }
}

/** Writes to the place that the user picked. */
internal fun Screen.write(place: Uri, write: (OutputStream) -> Unit) {
    val (app, lang) = applicationContext to kit.lang
    lasting.launch {
        attempt(app, lang) {
            val out = app.contentResolver.openOutputStream(place, "wt") ?: throw IOException("the place cannot be written to")
            out.use(write)
        } ?: return@launch
        say(app, lang.pick("已保存", "Saved"))
    }
}

private suspend fun <T> attempt(app: Context, lang: Lang, does: () -> T): T? = try {
    withContext(Dispatchers.IO) { does() }
} catch (error: MenshenException) {
    failed(app, lang, error)
} catch (error: IOException) {
    failed(app, lang, error)
}

private fun failed(app: Context, lang: Lang, error: Exception): Nothing? {
    say(app, lang.pick("没有完成：", "That failed: ") + error.message)
    return null
}

private fun say(app: Context, text: String) = Toast.makeText(app, text, Toast.LENGTH_LONG).show()
