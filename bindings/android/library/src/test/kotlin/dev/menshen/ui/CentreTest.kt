package dev.menshen.ui

import android.app.Activity
import android.content.Intent
import android.net.Uri
import android.view.View
import android.widget.Switch
import dev.menshen.Camera
import dev.menshen.Gates
import dev.menshen.Menshen
import dev.menshen.Verdict
import dev.menshen.core.PolicyState
import dev.menshen.core.Reason
import dev.menshen.core.Resource
import org.json.JSONObject
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import java.io.ByteArrayOutputStream

@RunWith(RobolectricTestRunner::class)
class CentreTest {
    private val scan = Gates.access<Camera.Preview>("qr-scan", Resource.CAMERA, 1)
    private val menshen: Menshen = Gates.accepted()
    private lateinit var centre: ActivityController<PrivacyCentreActivity>
    private val view get() = centre.get().decor

    @Before
    fun open() {
        Look.ZH.apply()
        Stand.use(menshen)
        Gates.grant(menshen, scan)
        menshen.acquire(scan).close()
        centre = Stand.start()
        Stand.await("the purposes") { view.says("本周使用 1 次") }
    }

    @After
    fun close() = menshen.close()

    @Test
    fun itSaysSinceWhenAndHowOften() {
        assertTrue(view.texts().toString(), view.texts().any { Regex("已允许 · .*起 · 本周使用 1 次").matches(it) })
        view.button("扫描二维码").performClick()
        Stand.settle()
        for (part in listOf("用相机取景识别二维码", "扫码时您提供的图片", "允许 1 次，拒绝 0 次", "用后即删", "一(二)7")) assertTrue(part, view.says(part))
    }

    @Test
    fun switchingOffWithdrawsAndEndsWhatIsUnderWay() {
        val lease = menshen.acquire(scan)
        switch("扫描二维码").performClick()
        Stand.await("the withdrawal") { !lease.live }
        assertEquals(Reason.CONSENT_WITHDRAWN, (menshen.check(scan) as Verdict.Deny).reason)
        Stand.await("the switch to show it") { !switch("扫描二维码").isChecked && view.says("已关闭") }
        lease.close()
    }

    @Test
    fun switchingOnAsksByTheSheetFirst() {
        val hum = Gates.access<Any>("hum-recognition", Resource.MICROPHONE, 1)
        switch("哼唱识别").performClick()
        Stand.settle()
        assertFalse("not before the answer", switch("哼唱识别").isChecked)
        val sheet = Stand.opened()
        assertTrue(sheet.get().decor.says("单独同意 · 敏感个人信息"))
        sheet.get().decor.button("允许").performClick()
        Stand.await("the consent") { switch("哼唱识别").isChecked }
        assertTrue((menshen.check(hum) as Verdict.Deny).reason > Reason.CONSENT_SCOPE)
    }

    @Test
    fun aNoToTheSheetLeavesTheSwitchOff() {
        switch("哼唱识别").performClick()
        Stand.opened().get().decor.button("拒绝").performClick()
        Stand.await("the refusal") { menshen.user.ownCopy().contains("refuse") }
        assertFalse(switch("哼唱识别").isChecked)
    }

    @Test
    fun whatThePolicyCoversIsSwitchedOnAtOnce() {
        switch("个性化推荐").performClick()
        Stand.await("off") { !switch("个性化推荐").isChecked }
        switch("个性化推荐").performClick()
        Stand.await("on") { switch("个性化推荐").isChecked }
        assertEquals(Verdict.Allow, menshen.check(whole(Stand.purpose("personalised-content"))))
    }

    @Test
    fun whatNeedsNoConsentHasNoSwitch() {
        assertTrue(view.says("无需同意：订立、履行合同所必需"))
        assertEquals(emptyList<View>(), switches().filter { it.contentDescription == "注册和登录" })
    }

    @Test
    fun erasingTakesASecondTapAndErases() {
        view.button("清除我的数据").performClick()
        Stand.settle()
        assertTrue(view.says("无法恢复"))
        assertEquals(Verdict.Allow, menshen.check(scan))
        view.button("确认清除").performClick()
        Stand.await("the erasure") { (menshen.check(scan) as? Verdict.Deny)?.reason == Reason.CONSENT_NOT_ASKED }
        assertFalse(menshen.user.ownCopy().contains("qr-scan"))
    }

    @Test
    fun withdrawingFromThePolicyIsBasicMode() {
        view.button("撤回对隐私政策的同意").performClick()
        Stand.settle()
        view.button("确认撤回").performClick()
        Stand.await("basic mode") { menshen.policyState is PolicyState.Declined && view.says("仅浏览模式") }
        assertEquals("nothing can be switched", emptyList<View>(), switches())
        view.button("阅读隐私政策并决定").performClick()
        Stand.opened().get().decor.button("同意").performClick()
        Stand.await("the policy accepted again") { menshen.policyState is PolicyState.Accepted && switches().isNotEmpty() }
    }

    @Test
    fun filtersLeaveWhatWasUsed() {
        view.button("本周用过").performClick()
        Stand.settle()
        assertEquals(listOf("扫描二维码"), switches().map { it.contentDescription })
        centre.recreate()
        Stand.await("the same after turning") { switches().map { it.contentDescription } == listOf("扫描二维码") }
    }

    @Test
    fun turningKeepsWhatIsOpenAndWhereItIs() {
        view.button("扫描二维码").performClick()
        Stand.settle()
        view.requireViewById<View>(SCROLL).scrollTo(0, 900)
        centre.recreate()
        Stand.await("the purposes") { view.says("本周使用 1 次") }
        assertTrue(view.says("扫码时您提供的图片"))
        assertEquals(900, view.requireViewById<View>(SCROLL).scrollY)
    }

    @Test
    fun theOwnCopyGoesWhereTheUserPicks() {
        val place = Uri.parse("content://place/copy")
        val written = ByteArrayOutputStream()
        shadowOf(Gates.app.contentResolver).registerOutputStream(place, written)
        view.button("导出我的数据").performClick()
        val asked = shadowOf(centre.get()).nextStartedActivityForResult
        assertEquals(Intent.ACTION_CREATE_DOCUMENT, asked.intent.action)
        shadowOf(centre.get()).receiveResult(asked.intent, Activity.RESULT_OK, Intent().setData(place))
        Stand.await("the copy") { written.size() > 0 }
        assertEquals("qr-scan", JSONObject(written.toString()).getJSONArray("consents").getJSONObject(0).getString("purpose"))
    }

    private fun switches() = view.all().filterIsInstance<Switch>()

    private fun switch(of: String) = switches().first { it.contentDescription == of }
}
