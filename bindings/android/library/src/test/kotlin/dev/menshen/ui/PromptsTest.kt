package dev.menshen.ui

import android.content.Intent
import android.os.Looper
import android.view.View
import android.widget.Button
import android.widget.CompoundButton
import android.widget.TextView
import dev.menshen.Gates
import dev.menshen.Prompt
import dev.menshen.PromptAnswer
import dev.menshen.core.Resource
import dev.menshen.core.SdkRole
import dev.menshen.core.SdkText
import kotlinx.coroutines.ExperimentalCoroutinesApi
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf

@RunWith(RobolectricTestRunner::class)
@OptIn(ExperimentalCoroutinesApi::class)
class PromptsTest {
    private val scan = Stand.purpose("qr-scan")
    private val consent = Prompt.Consent(scan, scan.needs, separate = false, sdk = null)

    @Before
    fun setUp() = Look.ZH.apply()

    @Test
    fun thePolicySaysWhoWhatAndWhich() {
        val shown = view(Prompt.Policy(Stand.policy, changed = false))
        for (part in listOf("网易云音乐隐私政策", "杭州乐读科技有限公司", "2024-08-23 版", "35 项用途涉及敏感个人信息", "8 项第三方服务", "仅浏览模式")) {
            assertTrue("`$part` among ${shown.texts()}", shown.says(part))
        }
        assertFalse(shown.says("已更新"))
        assertTrue(view(Prompt.Policy(Stand.policy, changed = true)).says("已更新为 2024-08-23 版"))
    }

    @Test
    fun theListOfPurposesOpensInPlace() {
        val shown = view(Prompt.Policy(Stand.policy, changed = false))
        assertFalse(shown.says("扫描二维码"))
        shown.button("全部 90 项用途").performClick()
        Stand.settle()
        assertEquals(emptyList<String>(), Stand.policy.purposes.map { it.title.zh } - shown.texts().toSet())
    }

    @Test
    fun agreeingIsMadeNoEasierThanNot() {
        for (look in listOf(Look.ZH, Look.EN, Look.DARK, Look.LARGE, Look.WIDE)) {
            look.apply()
            val prompts = listOf(Prompt.Policy(Stand.policy, changed = false), consent)
            for (prompt in prompts) assertAlike(view(prompt).all().filterIsInstance<Button>())
        }
    }

    private fun assertAlike(buttons: List<Button>) {
        assertTrue(buttons.size >= 2)
        // Halves of an odd number of pixels differ by one.
        assertTrue(buttons.maxOf { it.width } - buttons.minOf { it.width } <= 1)
        val looks = buttons.map { listOf(it.height, it.textSize, it.currentTextColor, it.typeface.weight, it.alpha) }
        assertEquals(buttons.map { it.text }.toString(), 1, looks.distinct().size)
    }

    @Test
    fun nothingIsTickedBeforehand() {
        for (prompt in listOf(Prompt.Policy(Stand.policy, changed = true), consent)) {
            assertEquals(emptyList<View>(), view(prompt).all().filterIsInstance<CompoundButton>())
        }
    }

    @Test
    fun everyButtonGivesItsAnswer() {
        val settings = Prompt.Settings(scan, Resource.CAMERA)
        val policy = Prompt.Policy(Stand.policy, changed = false)
        val expected = listOf(
            Triple(policy, "同意", PromptAnswer.YES), Triple(policy, "不同意", PromptAnswer.NO),
            Triple(consent, "允许", PromptAnswer.YES), Triple(consent, "仅本次允许", PromptAnswer.ONCE), Triple(consent, "拒绝", PromptAnswer.NO),
            Triple(settings, "去设置", PromptAnswer.YES), Triple(settings, "暂不", PromptAnswer.NO),
        )
        for ((prompt, button, answer) in expected) {
            val (activity, given) = Stand.show(prompt)
            activity.get().decor.button(button).performClick()
            Stand.await(button) { given.isCompleted }
            assertEquals(button, answer, given.getCompleted())
        }
    }

    @Test
    fun aSecondTapChangesNothing() {
        val answers = mutableListOf<PromptAnswer>()
        val host = Robolectric.buildActivity(MusicActivity::class.java).setup().get()
        val shown = StandardUi().view(host, consent) { answers += it }
        listOf("拒绝", "允许", "拒绝").forEach { shown.button(it).performClick() }
        assertEquals(listOf(PromptAnswer.NO), answers)
    }

    @Test
    fun turningKeepsThePromptAndWhatIsOpen() {
        val (activity, given) = Stand.show(Prompt.Policy(Stand.policy, changed = false))
        activity.get().decor.button("全部 90 项用途").performClick()
        Stand.settle()
        activity.recreate()
        Stand.settle()
        val turned = activity.get().decor
        assertTrue(turned.says("扫描二维码"))
        assertFalse(given.isCompleted)
        turned.button("同意").performClick()
        Stand.await("the answer") { given.isCompleted }
        assertEquals(PromptAnswer.YES, given.getCompleted())
    }

    @Test
    fun aSensitivePurposeIsMarkedWithWhyAndWhatItMeans() {
        val nearby = Stand.purpose("nearby-people")
        val marked = view(Prompt.Consent(nearby, nearby.needs, separate = true, sdk = null))
        for (part in listOf("单独同意 · 敏感个人信息", "为什么必要", "对您的影响", "位置（大致位置）；位置（精确位置），可选", "一(二)9")) {
            assertTrue("`$part` among ${marked.texts()}", marked.says(part))
        }
        assertFalse(view(consent).says("单独同意"))
    }

    @Test
    fun aThirdPartyIsNamedWithItsCompanyAndLink() {
        val ads = Stand.purpose("targeted-ads")
        val sdk = SdkText("ads", "广告组件", "示例广告有限公司", "六1", SdkRole.INDEPENDENT, emptyList(), emptyList(), "https://example.com/ads")
        val (activity, _) = Stand.show(Prompt.Consent(ads, ads.needs, separate = true, sdk))
        val shown = activity.get().decor
        assertTrue(shown.texts().toString(), shown.says("广告组件 · 示例广告有限公司（独立处理）"))
        assertFalse("once makes no sense for what goes on", shown.says("仅本次允许"))
        shown.button("查看第三方的隐私政策").performClick()
        assertEquals("https://example.com/ads", shadowOf(activity.get()).nextStartedActivity.dataString)
    }

    @Test
    fun theFullTextOpensInTheBrowserOrFromTheAssets() {
        assertEquals("https://example.com/privacy", readFrom("https://example.com/privacy").dataString)
        val own = readFrom("file:///android_asset/privacy.html")
        assertEquals(TextActivity::class.java.name, own.component?.className)
        Stand.use(Gates.fresh()).use {
            val text = Robolectric.buildActivity(TextActivity::class.java, own).setup().get()
            Stand.await("the text") { text.decor.says("应用里没有这份文本：privacy.html") }
            assertTrue(text.decor.says("网易云音乐隐私政策"))
        }
    }

    private fun readFrom(url: String): Intent {
        val (activity, _) = Stand.show(Prompt.Policy(Stand.policy, changed = false, url))
        activity.get().decor.button("阅读《网易云音乐隐私政策》全文").performClick()
        return shadowOf(activity.get()).nextStartedActivity
    }

    @Test
    fun otherWordsAndRoundnessTakeTheirPlace() {
        val own = StandardUi(Style(cornerRadius = 4, light = Palette.LIGHT.copy(onChoice = 0xFF123456.toInt()))) {
            object : ChineseTexts() {
                override val allow: String get() = "好的"
            }
        }
        val host = Robolectric.buildActivity(MusicActivity::class.java).setup().get()
        val allow = own.view(host, consent) {}.button("好的") as TextView
        assertEquals(0xFF123456.toInt(), allow.currentTextColor)
    }

    @Test
    fun theSystemsDialogIsExplainedAboveIt() {
        val shown = view(Prompt.BesideDialog(scan, Resource.CAMERA))
        assertTrue(shown.says("扫描二维码") && shown.says("用相机取景识别二维码"))
        assertEquals(emptyList<View>(), shown.all().filter { it.isClickable })
    }

    private fun view(prompt: Prompt): View = Stand.show(prompt).first.get().decor.also { shadowOf(Looper.getMainLooper()).idle() }
}
