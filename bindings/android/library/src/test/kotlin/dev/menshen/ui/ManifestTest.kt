package dev.menshen.ui

import android.app.Activity
import dev.menshen.Gates
import dev.menshen.PromptActivity
import org.junit.Assert.assertEquals
import org.junit.Test
import org.w3c.dom.Element
import java.io.File
import javax.xml.parsers.DocumentBuilderFactory

class ManifestTest {
    private val manifest = DocumentBuilderFactory.newInstance().newDocumentBuilder()
        .parse(File(Gates.root, "bindings/android/library/src/main/AndroidManifest.xml"))

    @Test
    fun everyScreenIsThereAndForTheAppAlone() {
        val screens = listOf(PromptActivity::class, PrivacyCentreActivity::class, LogActivity::class, TextActivity::class)
        assertEquals(screens.map { it.java }, all("activity").map { Class.forName(it.getAttribute("android:name")).asSubclass(Activity::class.java) })
        assertEquals(setOf("false"), all("activity").map { it.getAttribute("android:exported") }.toSet())
    }

    @Test
    fun nothingIsAskedOfTheSystem() {
        assertEquals(emptyList<String>(), all("*").map { it.tagName }.filter { "permission" in it || "feature" in it || "queries" in it })
    }

    private fun all(tag: String) = manifest.getElementsByTagName(tag).let { nodes -> (0 until nodes.length).map { nodes.item(it) as Element } }
}
