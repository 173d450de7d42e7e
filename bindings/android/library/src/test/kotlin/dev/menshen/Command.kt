package dev.menshen

import org.json.JSONObject
import java.io.File

/** The `menshen` command, as QA runs it on what comes off a device. */
internal object Command {
    private val path = checkNotNull(System.getProperty("menshen.command"))

    /** What a run printed, and its exit code. */
    class Output(val text: String, val errors: String, val code: Int) {
        fun json(): JSONObject = JSONObject(text)
        fun lines(): List<String> = text.lines()
    }

    fun run(vararg words: String): Output {
        val errors = File.createTempFile("menshen", ".err")
        val process = ProcessBuilder(path, *words).redirectError(errors).start()
        val text = process.inputReader().readText()
        return Output(text, errors.readText().also { errors.delete() }, process.waitFor())
    }
}
