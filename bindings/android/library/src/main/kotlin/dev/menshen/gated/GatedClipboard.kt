package dev.menshen.gated

import android.content.ClipData
import android.content.ClipDescription
import android.content.ClipboardManager
import android.os.Build
import dev.menshen.Clipboard
import dev.menshen.Denied
import dev.menshen.Lease
import dev.menshen.core.readMatch

/** The clipboard, behind a lease. From API 29 on the system shows it to the app in focus only. */
public object GatedClipboard {
    private val TEXTS = listOf(ClipDescription.MIMETYPE_TEXT_PLAIN, ClipDescription.MIMETYPE_TEXT_HTML)

    /**
     * What of the clip the purpose's declared patterns match, once for each clip; `null` when nothing
     * does. A clip without text, and one seen before, is not read at all.
     *
     * @throws Denied when the lease is over.
     */
    @JvmStatic
    @Throws(Denied::class)
    public fun readMatch(lease: Lease<Clipboard.Match>): String? = lease.take { context ->
        val manager = context.service<ClipboardManager>()
        if (!isNew(manager, lease)) return null
        text(manager)?.let { readMatch(lease.handle.toULong(), it) }
    }

    /**
     * The clip's text; `null` when it has none.
     *
     * @throws Denied when the lease is over.
     */
    @JvmStatic
    @Throws(Denied::class)
    public fun read(lease: Lease<Clipboard.Read>): String? = lease.take { text(it.service()) }

    /**
     * Puts [text] on the clipboard.
     *
     * @throws Denied when the lease is over.
     */
    @JvmStatic
    @Throws(Denied::class)
    public fun write(lease: Lease<Clipboard.Write>, text: CharSequence): Unit = lease.act { context ->
        context.service<ClipboardManager>().setPrimaryClip(ClipData.newPlainText("", text))
    }

    /** The description does not show what was copied, and the user is told of no access. */
    private fun text(manager: ClipboardManager): String? {
        val description = manager.primaryClipDescription ?: return null
        if (TEXTS.none(description::hasMimeType)) return null
        return manager.primaryClip?.getItemAt(0)?.text?.toString()
    }

    private fun isNew(manager: ClipboardManager, lease: Lease<*>): Boolean {
        val since = manager.primaryClipDescription?.let(::since) ?: return false
        return since == 0L || lease.menshen.clips.put(lease.wish.purpose, since) != since
    }

    /** When the clip was copied; 0 when the system does not tell. */
    private fun since(description: ClipDescription) = if (Build.VERSION.SDK_INT >= 26) description.timestamp else 0
}
