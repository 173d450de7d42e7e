package dev.menshen.sample

import dev.menshen.sample.features.FEATURES
import org.json.JSONObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import java.io.File

/** The sample is what its policy says. */
@RunWith(RobolectricTestRunner::class)
class SampleTest : Story() {
    private val root = File(checkNotNull(System.getProperty("menshen.root")))
    private val shipped = File(root, "policies/netease-cloud-music.json")

    @Test
    fun itsPolicyIsTheShippedOne() {
        val own = File("src/main/assets/menshen/policy.json")
        assertEquals("copy $shipped to $own", shipped.readText(), own.readText())
    }

    @Test
    fun itsManifestIsAcceptedWithoutFindings() {
        val said = Command.run("policy", "manifest", shipped.path, "--android", "src/main/AndroidManifest.xml")
        assertTrue(said, said.startsWith("no findings"))
    }

    @Test
    fun everyPurposeOfItsClausesIsAFeature() {
        val wanted = purposes().filter { (_, clauses) -> clauses.any(::isShown) }.keys - ELSEWHERE
        assertEquals(wanted, FEATURES.map { it.purpose }.toSet())
        assertEquals("each once", FEATURES.size, wanted.size)
        assertEquals(wanted, FLOWS.map { it.purpose }.toSet())
    }

    @Test
    fun everyFeatureStandsOnTheClauseThatItNames() {
        val purposes = purposes()
        for (feature in FEATURES) {
            assertTrue(feature.purpose, "一(二)${feature.clause}" in purposes.getValue(feature.purpose))
        }
    }

    @Test
    fun theReadmeListsEveryFeature() {
        val rows = File("README.md").readLines().filter { it.startsWith("| 一(二)") }
        assertEquals(FEATURES.size, rows.size)
        for (feature in FEATURES) {
            val row = rows.single { "`${feature.purpose}`" in it }
            val through = feature.through.split(", ").joinToString { "`$it`" }
            assertTrue(row, row.startsWith("| 一(二)${feature.clause} | ${feature.title.zh} · ${feature.title.en} | `${feature.purpose}` | $through |"))
        }
    }

    private fun purposes(): Map<String, List<String>> {
        val all = JSONObject(shipped.readText()).getJSONArray("purposes")
        return List(all.length()) { all.getJSONObject(it) }.associate { purpose ->
            val clauses = purpose.getJSONArray("clauses")
            purpose.getString("id") to List(clauses.length()) { clauses.getString(it) }
        }
    }

    private fun isShown(clause: String) = clause in (4..17).map { "一(二)$it" } + "一(二)19"

    private companion object {
        // Another system's assistant, and what is at home in clause 20.
        val ELSEWHERE = setOf("siri-control", "customer-support")
    }
}
