package dev.menshen.ui

import android.app.Activity
import android.graphics.Rect
import android.widget.ScrollView
import dev.menshen.Camera
import dev.menshen.Gates
import dev.menshen.Menshen
import dev.menshen.MenshenOptions
import dev.menshen.Prompt
import dev.menshen.core.Resource
import dev.menshen.core.SdkRole
import dev.menshen.core.SdkText
import dev.menshen.core.Text
import org.junit.Assert.assertEquals
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.Robolectric

/** Every screen in every look: laid out without a fault, and pictured. */
@RunWith(ParameterizedRobolectricTestRunner::class)
class ScreensTest(private val look: String) {
    private val how get() = Look.valueOf(look)

    @Before
    fun setUp() = how.apply()

    @Test
    fun policy() = prompt("policy", Prompt.Policy(Stand.policy, changed = false, url = "https://example.com/privacy"))

    @Test
    fun changedPolicy() = prompt("policy-changed", Prompt.Policy(Stand.policy, changed = true, url = null))

    @Test
    fun consent() = consent("consent", "qr-scan")

    @Test
    fun separateConsent() = consent("consent-separate", "nearby-people")

    @Test
    fun consentOfAThirdParty() {
        val purpose = Stand.purpose("targeted-ads")
        prompt("consent-sdk", Prompt.Consent(purpose, purpose.needs, separate = true, sdk = adNetwork))
    }

    @Test
    fun besideDialog() = prompt("beside", Prompt.BesideDialog(Stand.purpose("qr-scan"), Resource.CAMERA))

    @Test
    fun settings() = prompt("settings", Prompt.Settings(Stand.purpose("qr-scan"), Resource.CAMERA))

    @Test
    fun switch() = prompt("switch", Prompt.Switch(Stand.purpose("nearby-people"), Resource.LOCATION))

    @Test
    fun centre() = menshen().use {
        val centre = Stand.start<PrivacyCentreActivity>().get()
        Stand.await("the purposes") { centre.decor.says("本周使用 3 次") || centre.decor.says("used 3 times") }
        judge("centre", centre)
        val scan = centre.decor.button(if (centre.decor.says("扫描二维码")) "扫描二维码" else "Scan a QR code")
        scan.performClick()
        Stand.settle()
        val scroll = centre.requireViewById<ScrollView>(SCROLL)
        val place = Rect(0, 0, scan.width, scan.height).also { scroll.offsetDescendantRectToMyCoords(scan, it) }
        scroll.scrollTo(0, place.top - 300)
        judge("centre-open", centre)
    }

    @Test
    fun log() = menshen().use {
        val log = Stand.start<LogActivity>().get()
        Stand.await("the log") { log.decor.says("扫描二维码") || log.decor.says("Scan a QR code") }
        judge("log", log)
    }

    /** A gate that was used a little. */
    private fun menshen(): Menshen = Stand.use(Gates.accepted(MenshenOptions(policyUrl = "https://example.com/privacy"))).also {
        val scan = Gates.access<Camera.Preview>("qr-scan", Resource.CAMERA, 1)
        runCatching { it.acquire(scan) }
        Gates.grant(it, scan)
        repeat(3) { _ -> it.acquire(scan, tapped = true).close() }
        runCatching { it.acquire(Gates.access<Any>("hum-recognition", Resource.MICROPHONE, 1)) }
        it.user.withdraw(whole(Stand.purpose("friend-recommendation")))
    }

    private fun consent(name: String, purpose: String) = with(Stand.purpose(purpose)) {
        prompt(name, Prompt.Consent(this, needs, separate = name != "consent", sdk = null))
    }

    private fun prompt(name: String, prompt: Prompt) {
        val app = Robolectric.buildActivity(MusicActivity::class.java).setup().get()
        judge(name, app, Stand.show(prompt).first.get())
    }

    private fun judge(name: String, vararg layers: Activity) {
        Stand.settle()
        Pictures.take(name, how, *layers)
        assertEquals(emptyList<String>(), faults(layers.last().decor))
    }

    companion object {
        @JvmStatic
        @ParameterizedRobolectricTestRunner.Parameters(name = "{0}")
        fun looks(): List<String> = Look.entries.map { it.name }

        private val adNetwork = SdkText(
            "ads", "广告展示、统计与监控", "示例广告有限公司", "六1", SdkRole.INDEPENDENT,
            listOf(Text("设备信息、IP 地址", "Device information, IP address")), listOf("targeted-ads"), "https://example.com/ads",
        )
    }
}
