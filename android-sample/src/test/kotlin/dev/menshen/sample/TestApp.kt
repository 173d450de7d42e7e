package dev.menshen.sample

import kotlinx.coroutines.cancel
import java.io.File
import java.util.zip.ZipEntry
import java.util.zip.ZipOutputStream

/** The app as it is; only its assets, which no Android build has packed here, are put in reach. */
class TestApp : MusicApp() {
    override fun onCreate() {
        @Suppress("DEPRECATION") // Of the framework's own, and what it uses itself.
        assets.addAssetPath(packed.path)
        super.onCreate()
    }

    /** What the end of the process leaves behind: files. */
    fun die() {
        scope.cancel()
        menshen.close()
    }

    private companion object {
        val packed: File by lazy {
            val root = File("src/main")
            File("target/assets.zip").also { zip ->
                ZipOutputStream(zip.outputStream()).use { out ->
                    root.resolve("assets").walk().filter(File::isFile).forEach {
                        out.putNextEntry(ZipEntry(it.relativeTo(root).path))
                        out.write(it.readBytes())
                    }
                }
            }
        }
    }
}
