package dev.menshen

import dev.menshen.core.Denial
import dev.menshen.core.Reason
import dev.menshen.core.Step
import dev.menshen.core.decideIn
import dev.menshen.core.decidePacked
import org.json.JSONArray
import org.json.JSONObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File
import java.time.Instant

/** The golden vectors, through Kotlin's classes and through one integer. */
class VectorsTest {
    private val folder = File(Gates.root, "tests/vectors")

    @Test
    fun everyVectorHoldsInKotlin() {
        val cases = cases()
        assertTrue("only ${cases.size} cases were found", cases.size >= 570)
        val wrong = cases.mapNotNull(Case::difference)
        assertEquals(wrong.joinToString("\n", prefix = "\n"), 0, wrong.size)
    }

    @Test
    fun everyReasonAndEveryStepOccurs() {
        val denials = cases().mapNotNull { it.expected as? Verdict.Deny }
        assertEquals(Reason.entries, denials.map { it.reason }.toSortedSet().toList())
        assertEquals(Step.entries, denials.map { it.next }.toSortedSet().toList())
    }

    private fun cases(): List<Case> {
        val files = folder.listFiles { file -> file.name.matches(Regex("""\d\d-.*\.json""")) }.orEmpty().sorted()
        return files.flatMap { file ->
            val topic = JSONObject(file.readText())
            val policy = File(folder, topic.getString("policy")).readText()
            topic.getJSONArray("cases").objects().map { Case(policy, it) }
        }
    }
}

private class Case(private val policy: String, private val json: JSONObject) {
    private val state = json.getJSONObject("state").toString()
    private val request = json.getJSONObject("request")
    private val purpose = request.getString("purpose")
    private val resource = request.opt("resource") as String?
    private val scope = request.optJSONArray("scope")?.strings().orEmpty()

    val expected: Verdict = json.getJSONObject("expect").verdict()

    /** How the answers differ from the expected one, if they do. */
    fun difference(): String? {
        val rich = verdict(decideIn(policy, state, purpose, resource, scope))
        val packed = Verdict.unpack(decidePacked(policy, state, purpose, resource, scope))
        if (rich == expected && packed == expected) return null
        return "${json.getString("name")}: $rich, packed $packed, expected $expected: ${json.getString("why")}"
    }
}

private fun verdict(denial: Denial?): Verdict =
    if (denial == null) Verdict.Allow else Verdict.Deny(denial.reason, denial.step, denial.until)

private fun JSONObject.verdict(): Verdict = when (val verdict = getString("verdict")) {
    "allow" -> Verdict.Allow
    "deny" -> Verdict.Deny(
        Reason.valueOf(getString("reason").uppercase()),
        Step.valueOf(getString("next").uppercase()),
        (opt("until") as String?)?.let { Instant.parse(it).toEpochMilli() },
    )
    else -> error("no verdict: $verdict")
}

private fun JSONArray.objects(): List<JSONObject> = (0 until length()).map(::getJSONObject)

private fun JSONArray.strings(): List<String> = (0 until length()).map(::getString)
