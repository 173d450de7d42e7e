package dev.menshen.sample

import android.app.Activity
import android.content.Intent
import android.graphics.Bitmap
import android.graphics.Canvas
import dev.menshen.core.Age
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.ParameterizedRobolectricTestRunner.Parameters
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import java.io.File

/** Pictures of the main screens, in `target/screenshots`. */
@RunWith(ParameterizedRobolectricTestRunner::class)
class ScreenshotTest(private val name: String, qualifiers: String, scale: Float) : Story() {
    init {
        RuntimeEnvironment.setQualifiers(qualifiers)
        RuntimeEnvironment.setFontScale(scale)
    }

    @Test
    fun mainScreens() {
        phone.open()
        phone.await("the policy") { phone.top !is MainActivity }
        answerPolicy(no = true)
        take(phone.home, "basic")
        answerPolicy(no = false)
        app.account.signIn("lin", Age.ADULT)
        person.taps("playback-history")
        person.taps("shake")
        person.taps("publish-phone")
        take(phone.home, "home")
        scroll()
        take(phone.home, "features")
        val settings = Robolectric.buildActivity(SettingsActivity::class.java, Intent()).setup().get()
        take(settings, "settings")
    }

    // The words differ by language; the policy is not what is pictured here.
    private fun answerPolicy(no: Boolean) {
        if (no) app.menshen.user.declinePolicy() else app.menshen.user.acceptPolicy()
        if (phone.top !is MainActivity) phone.top.finish()
        phone.settle()
    }

    private fun scroll() {
        val row = Person.tag(phone.home, "hum-recognition")
        generateSequence(row.parent) { it.parent }.filterIsInstance<android.widget.ScrollView>().first()
            .scrollTo(0, Person.top(row))
        phone.settle()
    }

    private fun take(activity: Activity, screen: String) {
        phone.settle()
        val view = activity.window.decorView
        val bitmap = Bitmap.createBitmap(view.width, view.height, Bitmap.Config.ARGB_8888)
        view.draw(Canvas(bitmap))
        val file = File("target/screenshots/$screen-$name.png").apply { parentFile?.mkdirs() }
        file.outputStream().use { bitmap.compress(Bitmap.CompressFormat.PNG, 100, it) }
        assertTrue("$file is blank", colours(bitmap) > 20)
    }

    private fun colours(bitmap: Bitmap): Int =
        (0 until bitmap.height step 7).flatMap { y -> (0 until bitmap.width step 7).map { x -> bitmap.getPixel(x, y) } }.toSet().size

    companion object {
        @JvmStatic
        @Parameters(name = "{0}")
        fun looks(): List<Array<Any>> = listOf(
            arrayOf("zh", "zh-rCN-w411dp-h891dp-notnight-420dpi", 1f),
            arrayOf("en", "en-rUS-w411dp-h891dp-notnight-420dpi", 1f),
            arrayOf("zh-dark", "zh-rCN-w411dp-h891dp-night-420dpi", 1f),
            arrayOf("en-large", "en-rUS-w411dp-h891dp-notnight-420dpi", 1.8f),
        )
    }
}
