package dev.menshen

import android.net.Uri
import dev.menshen.core.Reason
import dev.menshen.core.Resource
import dev.menshen.core.Watcher
import java.io.File
import java.io.RandomAccessFile
import java.util.UUID

/** Random numbers that stand for this installation, one a purpose, for as long as its consent holds. */
internal class AppIds(private val menshen: Menshen) {
    private val folder get() = File(menshen.context.noBackupFilesDir, "menshen-ids")

    init {
        menshen.native?.watch(object : Watcher {
            override fun changed(): Unit = wipeWithdrawn()
        })
    }

    /** The number of a purpose; made when it has none. */
    fun of(wish: Wish): String {
        folder.mkdirs()
        return RandomAccessFile(File(folder, name(wish)), "rwd").use { file ->
            // Two processes that ask at once get the same.
            file.channel.lock().use { read(file) ?: make(file) }
        }
    }

    /** Forgets the numbers of purposes that are not consented to any more. */
    fun wipeWithdrawn(): Unit = wipe { (menshen.check(it) as? Verdict.Deny)?.reason in withdrawn }

    /** Forgets all: they belong to the subject. */
    fun wipe(): Unit = wipe { true }

    private fun wipe(which: (Access<*>) -> Boolean) {
        for (file in folder.listFiles().orEmpty()) if (which(access(file.name))) file.delete()
    }

    private fun read(file: RandomAccessFile): String? =
        if (file.length() == LENGTH) ByteArray(LENGTH.toInt()).also(file::readFully).decodeToString() else null

    private fun make(file: RandomAccessFile): String = UUID.randomUUID().toString().also {
        file.setLength(0)
        file.write(it.encodeToByteArray())
    }

    private fun name(wish: Wish) = "${wish.purpose} ${Uri.encode(wish.caller)}"

    @OptIn(GeneratedCode::class)
    private fun access(name: String): Access<DeviceId.AppScoped> =
        Access(name.substringBefore(' '), Resource.DEVICE_ID.ordinal, APP_SCOPED, Uri.decode(name.substringAfter(' ')))

    private companion object {
        const val APP_SCOPED = 2
        const val LENGTH = 36L
        val withdrawn = setOf(
            Reason.UNDECLARED_PURPOSE, Reason.UNDECLARED_RESOURCE, Reason.UNDECLARED_SCOPE, Reason.UNDECLARED_CALLER,
            Reason.POLICY_NOT_ACCEPTED, Reason.CONSENT_REFUSED, Reason.CONSENT_WITHDRAWN, Reason.CONSENT_EXPIRED,
            Reason.CONSENT_NOT_ASKED, Reason.CONSENT_SCOPE,
        )
    }
}
