package dev.menshen.gated

import android.net.Uri
import android.webkit.PermissionRequest
import android.webkit.WebView
import dev.menshen.Camera
import dev.menshen.Gates
import dev.menshen.Location
import dev.menshen.Microphone
import dev.menshen.core.Resource
import org.json.JSONArray
import org.json.JSONObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf

internal class GatedWebChromeClientTest : GatedTest() {
    private val camera = access<Camera.Video>("record-video", Resource.CAMERA, "video")
    private val microphone = access<Microphone.Record>("record-video", Resource.MICROPHONE, "record")
    private val location = access<Location.Fine>("nearby-live", Resource.LOCATION, "fine")
    private val page = WebView(app)
    private val client = GatedWebChromeClient(menshen, page, camera, microphone, location)

    /** A page may record videos, and know where it is. */
    override fun policy(): String {
        val policy = JSONObject(super.policy())
        val page = JSONObject(policy.getJSONArray("sdks").getJSONObject(3).toString())
        policy.getJSONArray("sdks").put(page.put("id", "web:https://h5.example.com").put("role", "independent"))
        val purposes = policy.getJSONArray("purposes")
        for (index in 0 until purposes.length()) {
            val purpose = purposes.getJSONObject(index)
            if (purpose.getString("id") in listOf("record-video", "nearby-live")) {
                purpose.put("callers", JSONArray(listOf("app", "web:https://h5.example.com")))
            }
        }
        return policy.toString()
    }

    private class Request(private val from: String, private vararg val wished: String) : PermissionRequest() {
        var answer: String? = null

        override fun getOrigin(): Uri = Uri.parse(from)
        override fun getResources(): Array<String> = arrayOf(*wished)

        override fun grant(resources: Array<String>) {
            check(answer == null) { "answered twice" }
            answer = "granted ${resources.size}"
        }

        override fun deny() {
            check(answer == null) { "answered twice" }
            answer = "denied"
        }
    }

    private fun ask(vararg wished: String, from: String = "https://h5.example.com/"): Request {
        val request = Request(from, *wished)
        client.onPermissionRequest(request)
        eventually("answered") { request.answer != null }
        return request
    }

    private fun callers() = menshen.user.records(most = 50, kinds = listOf("decision")).map {
        JSONObject(it).run { getString("caller") + " " + if (isNull("reason")) "allowed" else getString("reason") }
    }

    private fun allow() {
        for (access in listOf(camera, microphone)) Gates.grant(menshen, access.by("web:https://h5.example.com"))
    }

    @Test
    fun aPageIsACallerOfItsOwn() {
        for (access in listOf(camera, microphone)) Gates.grant(menshen, access)
        assertEquals("what the app may is not what a page may", "denied", ask(VIDEO).answer)
        allow()
        assertEquals("granted 2", ask(VIDEO, AUDIO).answer)
        assertTrue(callers().take(2).all { it == "web:https://h5.example.com allowed" })
    }

    @Test
    fun aPageThatThePolicyDoesNotListIsDenied() {
        allow()
        assertEquals("denied", ask(VIDEO, from = "https://ads.example.com/").answer)
        assertEquals("web:https://ads.example.com undeclared_caller", callers().first())
    }

    @Test
    fun whatNobodyGivesAnAccessForIsDenied() {
        allow()
        assertEquals("denied", ask(VIDEO, PermissionRequest.RESOURCE_PROTECTED_MEDIA_ID).answer)
        val request = Request("https://h5.example.com/", AUDIO)
        GatedWebChromeClient(menshen, page, camera).onPermissionRequest(request)
        assertEquals("denied", request.answer)
    }

    @Test
    fun aWithdrawalLoadsThePageAnewAndEndsItsLeases() {
        allow()
        ask(VIDEO, AUDIO)
        menshen.user.withdraw(microphone.by("web:https://h5.example.com"))
        eventually("loaded anew") { shadowOf(page).reloadInvocations == 1 }
        eventually("both given back") { ends() == 2 }
        assertEquals("denied", ask(VIDEO, AUDIO).answer)
    }

    @Test
    fun anotherPageEndsTheLeasesOfThisOne() {
        allow()
        ask(VIDEO)
        client.onProgressChanged(page, 80)
        client.onProgressChanged(page, 100)
        assertEquals(0, ends())
        client.onProgressChanged(page, 10)
        eventually("given back") { ends() == 1 }
        assertEquals(0, shadowOf(page).reloadInvocations)
        ask(VIDEO)
        client.close()
        eventually("given back") { ends() == 2 }
    }

    @Test
    fun thePositionIsAskedForAlike() {
        val answers = ArrayList<Boolean>()
        client.onGeolocationPermissionsShowPrompt("https://h5.example.com/") { _, allowed, retain -> answers += allowed && !retain }
        eventually("denied") { answers == listOf(false) }
        val access = location.by("web:https://h5.example.com")
        Gates.grant(menshen, access)
        client.onGeolocationPermissionsShowPrompt("https://h5.example.com/") { _, allowed, retain -> answers += allowed && !retain }
        eventually("granted") { answers == listOf(false, true) }
        menshen.user.withdraw(access)
        eventually("loaded anew") { shadowOf(page).reloadInvocations == 1 }
    }

    private fun ends() = menshen.user.records(most = 50, kinds = listOf("release", "revoked")).size

    private companion object {
        const val VIDEO = PermissionRequest.RESOURCE_VIDEO_CAPTURE
        const val AUDIO = PermissionRequest.RESOURCE_AUDIO_CAPTURE
    }
}
