package dev.menshen.ui

import android.app.Activity
import android.content.Intent
import android.content.pm.ApplicationInfo
import android.content.pm.ActivityInfo
import android.graphics.Insets
import android.os.Looper
import android.view.View
import android.view.ViewGroup
import android.view.WindowInsets
import android.widget.TextView
import dev.menshen.ConsentUi
import dev.menshen.Gates
import dev.menshen.Menshen
import dev.menshen.PendingPrompt
import dev.menshen.Prompt
import dev.menshen.PromptActivity
import dev.menshen.PromptAnswer
import dev.menshen.Prompts
import dev.menshen.core.PolicyText
import dev.menshen.core.PurposeText
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.shadows.ShadowPausedLooper
import java.util.concurrent.TimeUnit

/** How the system may be set up. */
internal enum class Look(val qualifiers: String, val fontScale: Float) {
    ZH("+zh-rCN-notnight", 1f),
    EN("+en-rUS-notnight", 1f),
    DARK("+zh-rCN-night", 1f),
    LARGE("+en-rUS-notnight", 2f),
    LARGE_ZH("+zh-rCN-night", 2f),
    WIDE("+zh-rCN-w891dp-h411dp-land-notnight", 1f),
    WIDE_LARGE("+en-rUS-w891dp-h411dp-land-notnight", 2f),
    RTL("+ar-rEG-ldrtl-notnight", 1f);

    fun apply() {
        RuntimeEnvironment.setQualifiers(qualifiers)
        RuntimeEnvironment.setFontScale(fontScale)
        // As an app's manifest has it.
        Gates.app.applicationInfo.flags = Gates.app.applicationInfo.flags or ApplicationInfo.FLAG_SUPPORTS_RTL
    }
}

/** Puts screens on the stand: real activities in a real window, with a real gate behind them. */
internal object Stand {
    val policy: PolicyText by lazy { Gates.fresh().use { checkNotNull(it.policy) } }

    fun purpose(id: String): PurposeText = policy.purposes.first { it.id == id }

    /** Makes the gate the one that [Menshen.get] gives, as `Menshen.open` does in an app. */
    fun use(menshen: Menshen): Menshen = menshen.also { current.set(null, it) }

    private val current = Menshen::class.java.getDeclaredField("current").apply { isAccessible = true }

    inline fun <reified A : Activity> start(): ActivityController<A> = Robolectric.buildActivity(A::class.java).setup().also { underBars(it.get()) }

    /** Shows a prompt as the walk does; the answer comes as it is given. */
    fun show(prompt: Prompt, ui: ConsentUi = StandardUi()): Pair<ActivityController<PromptActivity>, Deferred<PromptAnswer>> {
        val host = Robolectric.buildActivity(MusicActivity::class.java).setup().get()
        val answer = CoroutineScope(Dispatchers.Main).async { Prompts.show(host, PendingPrompt(ui, prompt)).answer }
        settle()
        return opened() to answer
    }

    /** The prompt that was started last. */
    fun opened(): ActivityController<PromptActivity> {
        var intent: Intent? = null
        await("a prompt") { shadowOf(Gates.app).nextStartedActivity.also { intent = it } != null }
        declareTheme()
        return Robolectric.buildActivity(PromptActivity::class.java, intent).setup().also { underBars(it.get()) }
    }

    /** Lets the window reach below the bars, as from API 35 on it always does; here there are none. */
    fun underBars(activity: Activity) {
        val bars = Insets.of(0, bar(activity, 32), 0, bar(activity, 24))
        val insets = WindowInsets.Builder().setInsets(WindowInsets.Type.systemBars(), bars).build()
        activity.requireViewById<View>(android.R.id.content).dispatchApplyWindowInsets(insets)
        settle()
    }

    fun bar(activity: Activity, dp: Int): Int = (dp * activity.resources.displayMetrics.density).toInt()

    // As the manifest has it, which is not read here.
    private fun declareTheme() {
        val info = ActivityInfo().apply {
            packageName = Gates.app.packageName
            name = PromptActivity::class.java.name
            theme = android.R.style.Theme_Translucent_NoTitleBar
        }
        shadowOf(Gates.app.packageManager).addOrUpdateActivity(info)
    }

    fun settle(): Unit = shadowOf(Looper.getMainLooper()).idle()

    /** Lets the main thread work until something holds. */
    fun await(what: String, holds: () -> Boolean) {
        val end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60)
        val looper = shadowOf(Looper.getMainLooper()) as ShadowPausedLooper
        while (!holds()) {
            check(System.nanoTime() < end) { "waited for $what in vain" }
            looper.poll(50)
            looper.idle()
        }
    }
}

internal val Activity.decor: View get() = window.decorView

/** Every view that is shown, in order. */
internal fun View.all(): List<View> =
    if (visibility != View.VISIBLE) emptyList()
    else listOf(this) + if (this is ViewGroup) (0 until childCount).flatMap { getChildAt(it).all() } else emptyList()

internal fun View.texts(): List<String> = all().filterIsInstance<TextView>().map { it.text.toString() }

internal fun View.says(part: String): Boolean = texts().any { part in it }

/** What can be tapped and is called so. */
internal fun View.button(name: String): View =
    all().filter { it.isClickable }.firstOrNull { (it as? TextView)?.text?.toString() == name || it.contentDescription?.toString()?.startsWith(name) == true }
        ?: error("no `$name` to tap among ${all().filter { it.isClickable }.map { (it as? TextView)?.text ?: it.contentDescription }}")
