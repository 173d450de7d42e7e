package dev.menshen.sample

import java.util.concurrent.TimeUnit

/** The `menshen` command. */
internal object Command {
    /** What it prints, whatever it ends with. */
    fun run(vararg args: String): String {
        val process = ProcessBuilder(checkNotNull(System.getProperty("menshen.command")), *args)
            .redirectErrorStream(true).start()
        return process.inputStream.bufferedReader().readText().also { process.waitFor(20, TimeUnit.SECONDS) }
    }
}
