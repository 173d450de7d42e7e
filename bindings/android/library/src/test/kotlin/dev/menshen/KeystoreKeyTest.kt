package dev.menshen

import android.security.keystore.KeyGenParameterSpec
import dev.menshen.core.KeyException
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import java.io.File
import java.security.Security

@RunWith(RobolectricTestRunner::class)
class KeystoreKeyTest {
    private val dir = Gates.directory()

    @After
    fun remove(): Unit = Security.removeProvider("AndroidKeyStore")

    private fun signed(): org.json.JSONObject {
        Gates.accepted(dir = dir).use { checkNotNull(it.native).checkpoint() }
        return Command.run("log", "verify", dir.path, "--json").json()
    }

    private fun keystore(strongBox: Boolean = false, curve: Boolean = true) =
        TestKeystore(strongBox, curve).also { Security.addProvider(it) }

    @Test
    fun theKeyStoreSignsAndTheCommandVerifies() {
        val store = keystore()
        val report = signed()
        assertEquals("clean", report.getString("state"))
        assertEquals(report.toString(), "android-keystore", report.getString("provider"))
        assertEquals("asked for hardware of its own first", listOf(true, false), store.asked.map(KeyGenParameterSpec::isStrongBoxBacked))
        assertEquals(setOf("dev.menshen.log"), store.asked.map(KeyGenParameterSpec::getKeystoreAlias).toSet())
        assertTrue("no key in a file beside it", !File(dir, "key").exists())
    }

    @Test
    fun theKeyIsKept() {
        val store = keystore(strongBox = true)
        val first = signed().getString("public_key")
        assertEquals(first, signed().getString("public_key"))
        assertEquals(1, store.asked.size)
    }

    @Test
    fun openingDoesNotWaitForTheKeyStore() {
        val store = keystore()
        Gates.fresh(dir = dir).use { assertEquals(0, store.asked.size) }
    }

    @Test
    fun withoutAKeyStoreAFileSigns() {
        val report = signed()
        assertEquals("clean" to "software", report.getString("state") to report.getString("provider"))
        assertThrows(KeyException::class.java) { KeystoreKey.orNull(Gates.app)?.publicKey() }
    }

    @Test
    fun withoutTheCurveAFileSigns() {
        keystore(curve = false)
        assertEquals("software", signed().getString("provider"))
    }

    @Test
    fun olderSystemsAreNotAsked() {
        assertNull(KeystoreKey.orNull(Gates.app, api = 32))
        assertNotEquals(null, KeystoreKey.orNull(Gates.app, api = 33))
    }
}
