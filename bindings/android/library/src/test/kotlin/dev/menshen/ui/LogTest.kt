package dev.menshen.ui

import android.app.Activity
import android.content.Intent
import android.net.Uri
import dev.menshen.Camera
import dev.menshen.Gates
import dev.menshen.Menshen
import dev.menshen.core.Resource
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
class LogTest {
    private val scan = Gates.access<Camera.Preview>("qr-scan", Resource.CAMERA, 1)
    private val hum = Gates.access<Any>("hum-recognition", Resource.MICROPHONE, 1)
    private val menshen: Menshen = Gates.accepted()
    private lateinit var log: ActivityController<LogActivity>
    private val view get() = log.get().decor

    @Before
    fun open() {
        Look.ZH.apply()
        Stand.use(menshen)
        runCatching { menshen.acquire(hum) }
        Gates.grant(menshen, scan)
        menshen.acquire(scan).use { menshen.user.withdraw(scan) }
    }

    @After
    fun close() = menshen.close()

    @Test
    fun accessesAreToldInPlainWordsNewestFirst() {
        start()
        val told = view.texts().filter { "：允许" in it || "：拒绝" in it }
        assertEquals(listOf("相机（取景）：允许，同意被撤回，历时不到 1 秒", "麦克风（识别声音）：拒绝，尚未征求同意"), told)
    }

    @Test
    fun filtersHoldTogether() {
        start()
        choose("被拒绝的")
        assertTrue(view.says("哼唱识别") && !view.says("取景"))
        pick(LogActivity.RESOURCES, "相机")
        assertTrue(view.says("0 条记录"))
        choose("访问")
        assertTrue(view.says("取景"))
        pick(LogActivity.PURPOSES, "哼唱识别")
        assertTrue(view.says("0 条记录"))
    }

    @Test
    fun everythingIsThereForWhoWantsIt() {
        start()
        assertFalse(view.says("撤回同意"))
        choose("全部记录")
        for (part in listOf("已同意 2024-08-23 版", "应用内征求同意（同意）", "撤回同意（用户在应用内操作）")) assertTrue(part, view.says(part))
    }

    @Test
    fun detailsOpenAndStayOpenWhenTurned() {
        start()
        view.all().first { it.isClickable && it.contentDescription?.contains("扫描二维码") == true }.performClick()
        Stand.settle()
        assertTrue(view.says("decision · qr-scan"))
        log.recreate()
        Stand.settle()
        assertTrue(view.says("decision · qr-scan"))
    }

    @Test
    fun aLongLogComesInPages() {
        repeat(300) { runCatching { menshen.acquire(Gates.access<Any>("hum-recognition", Resource.MICROPHONE, 1), tapped = it % 2 == 0) } }
        repeat(300) { menshen.user.grant(scan) }
        start("更早的记录")
        choose("全部记录")
        assertTrue(view.says("200 条记录"))
        view.button("更早的记录").performClick()
        Stand.await("the next page") { view.says("400 条记录") }
    }

    @Test
    fun theWholeLogGoesWhereTheUserPicks() {
        start()
        val place = Uri.parse("content://place/log")
        val written = ByteArrayOutputStream()
        shadowOf(Gates.app.contentResolver).registerOutputStream(place, written)
        view.button("保存完整日志").performClick()
        val asked = shadowOf(log.get()).nextStartedActivityForResult
        shadowOf(log.get()).receiveResult(asked.intent, Activity.RESULT_OK, Intent().setData(place))
        Stand.await("the log") { written.size() > 0 && Gates.app.cacheDir.list().orEmpty().isEmpty() }
        assertEquals("a tar file", "ustar", written.toByteArray().decodeToString(257, 262))
    }

    private fun start(until: String = "哼唱识别") {
        log = Stand.start()
        Stand.await(until) { view.says(until) }
    }

    private fun choose(chip: String) {
        view.button(chip).performClick()
        Stand.settle()
    }

    private fun pick(id: Int, name: String) {
        val spinner = view.requireViewById<android.widget.Spinner>(id)
        spinner.setSelection((0 until spinner.count).first { spinner.getItemAtPosition(it) == name })
        Stand.settle()
    }
}
