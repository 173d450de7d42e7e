package dev.menshen.gated

import android.os.Looper
import dev.menshen.Access
import dev.menshen.Denied
import dev.menshen.Gates
import dev.menshen.Lease
import dev.menshen.Menshen
import dev.menshen.MenshenOptions
import dev.menshen.Opening
import dev.menshen.core.Age
import dev.menshen.core.AppState
import dev.menshen.core.Resource
import dev.menshen.core.scopeNames
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancel
import org.json.JSONArray
import org.json.JSONObject
import org.junit.After
import org.junit.Assert.assertThrows
import org.junit.Assert.fail
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import java.util.concurrent.TimeUnit
import java.util.concurrent.locks.LockSupport

/** A signed-in user of the music client with the real gate, and leases as the tests need them. */
@RunWith(RobolectricTestRunner::class)
internal abstract class GatedTest {
    protected val app get() = Gates.app
    protected val dir = Gates.directory()
    protected val menshen: Menshen = Opening(app, MenshenOptions(), dir, policy()).open().start(null)

    /** Other threads than the main one, which the tests are on. */
    protected val elsewhere = CoroutineScope(Dispatchers.IO)

    init {
        menshen.switchSubject("anna", Age.ADULT)
        menshen.user.acceptPolicy()
        checkNotNull(menshen.native).appState(AppState.FOREGROUND)
    }

    @After
    fun shut() {
        elsewhere.cancel()
        menshen.close()
    }

    protected fun <S> access(purpose: String, resource: Resource, scope: String): Access<S> =
        Gates.access(purpose, resource, 1 shl scopeNames(resource).indexOf(scope))

    protected fun <S> granted(access: Access<S>): Lease<S> {
        Gates.grant(menshen, access)
        return menshen.acquire(access)
    }

    /** Nothing is done with a lease that was given back. */
    protected fun <S> assertNeedsLife(access: Access<S>, use: (Lease<S>) -> Unit) {
        val lease = granted(access).also { it.close() }
        assertThrows(Denied::class.java) { use(lease) }
    }

    /** Lets the main thread work until it is so. */
    protected fun eventually(what: String, holds: () -> Boolean) {
        val end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20)
        while (!holds()) {
            if (System.nanoTime() > end) fail("never: $what")
            shadowOf(Looper.getMainLooper()).idle()
            LockSupport.parkNanos(100_000)
        }
    }

    /** The music client's policy without limits, and with one purpose more for what it does not need. */
    protected open fun policy(): String {
        val policy = JSONObject(Gates.policy())
        val purposes = policy.getJSONArray("purposes")
        // Tests ask more often.
        val all = (0 until purposes.length()).map(purposes::getJSONObject).onEach { it.remove("limit") }
        val more = JSONObject(all.first { it.getString("id") == "qr-scan" }.toString())
        purposes.put(more.put("id", "more").put("needs", JSONArray(MORE)))
        return policy.toString()
    }

    private companion object {
        const val MORE = """[
            {"resource": "bluetooth", "scope": ["scan"]}, {"resource": "calendar", "scope": ["write"]},
            {"resource": "clipboard", "scope": ["read", "write"]}, {"resource": "motion", "scope": ["activity"]},
            {"resource": "camera", "scope": ["video"]}, {"resource": "device_id", "scope": ["app_scoped"]},
            {"resource": "media", "scope": ["images", "video", "pick"]}]"""
    }
}
