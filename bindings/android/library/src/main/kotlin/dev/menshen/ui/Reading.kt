package dev.menshen.ui

import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent
import android.net.Uri
import android.widget.Toast

/** Opens a policy's full text: with the browser, or from the app's assets here. */
internal fun Kit.read(context: Context, title: String, url: String) {
    val intent = when {
        url.startsWith(ASSETS) -> TextActivity.intent(context, title, url.removePrefix(ASSETS))
        else -> Intent(Intent.ACTION_VIEW, Uri.parse(url))
    }
    try {
        context.startActivity(intent)
    } catch (_: ActivityNotFoundException) {
        Toast.makeText(context, lang.pick("没有可以打开它的浏览器：", "No browser to open it: ") + url, Toast.LENGTH_LONG).show()
    }
}

private const val ASSETS = "file:///android_asset/"
