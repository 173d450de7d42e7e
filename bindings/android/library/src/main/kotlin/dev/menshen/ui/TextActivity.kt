package dev.menshen.ui

import android.content.Context
import android.content.Intent
import android.text.Html
import android.view.View
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import java.io.IOException

/** The full text of the policy from the app's assets: plain text, or simple HTML without a web view. */
public class TextActivity : Screen() {
    private val text by lazy { kit.body("").apply { setTextIsSelectable(true) } }

    override fun title(): String = intent.getStringExtra(TITLE).orEmpty()

    override fun content(): View = kit.column(0, text)

    override fun start() {
        val path = intent.getStringExtra(PATH).orEmpty()
        scope.launch { text.text = withContext(Dispatchers.IO) { read(path) } }
    }

    private fun read(path: String): CharSequence = try {
        val read = assets.open(path).use { it.readBytes().decodeToString() }
        if (path.endsWith(".txt")) read else Html.fromHtml(read, Html.FROM_HTML_MODE_LEGACY)
    } catch (_: IOException) {
        kit.lang.pick("应用里没有这份文本：", "The app has no such text: ") + path
    }

    internal companion object {
        private const val TITLE = "dev.menshen.title"
        private const val PATH = "dev.menshen.path"

        fun intent(context: Context, title: String, path: String): Intent =
            Intent(context, TextActivity::class.java).putExtra(TITLE, title).putExtra(PATH, path)
    }
}
