package dev.menshen.sample

import android.app.Activity
import android.content.Intent
import android.os.Bundle
import android.os.Looper
import android.provider.Settings
import dev.menshen.PromptActivity
import dev.menshen.core.TestClock
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.shadows.ShadowActivity
import java.util.concurrent.TimeUnit
import java.util.concurrent.locks.LockSupport
import kotlin.time.Duration.Companion.seconds

/**
 * The system: it carries the app's screens through their lives as Android does, shows its permission
 * dialogs and leads elsewhere. What it shows is answered by a [Person].
 */
class Phone {
    val app: TestApp = RuntimeEnvironment.getApplication() as TestApp
    val dialogs = SystemDialogs(app)

    /** Where the app led besides its own screens: other apps, the system's pages. */
    val elsewhere = ArrayList<Intent>()

    /** How many prompts were shown so far. */
    var prompts = 0
        private set

    private val screens = ArrayDeque<ActivityController<out Activity>>()
    private var asking: ShadowActivity.PermissionsRequest? = null
    private var answered: ShadowActivity.PermissionsRequest? = null
    private var page: Intent? = null

    private var lastAsked = emptyList<String>()

    val top: Activity get() = screens.last().get()
    val home: MainActivity get() = screens.first().get() as MainActivity

    /** The system's dialog, which permissions it is about; `null` when there is none. */
    val dialog: List<String>? get() = asking?.requestedPermissions?.toList()

    /** The page of the system's settings that the user was led to. */
    val settingsPage: Intent? get() = page

    init {
        WriteSettings.allow(app, false)
    }

    fun open() {
        show(Robolectric.buildActivity(MainActivity::class.java))
        settle()
    }

    /** Lets everything happen that can happen without the user. */
    fun settle() {
        do shadowOf(Looper.getMainLooper()).idle() while (carry())
    }

    /** Lets things happen until something is the case. */
    fun await(what: String, holds: () -> Boolean) {
        val end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20)
        settle()
        while (!holds()) {
            check(System.nanoTime() < end) { "waited in vain: $what" }
            LockSupport.parkNanos(1_000_000)
            settle()
        }
    }

    /** Answers the system's dialog. */
    fun answer(tap: Tap) {
        val permissions = checkNotNull(dialog) { "the system shows no dialog" }
        dialogs.answer(permissions, tap)
        deliver(permissions, dialogs.results(permissions))
    }

    /** The dialog is broken off, as by another task that comes in front. */
    fun breakOff(): Unit = deliver(emptyList(), IntArray(0))

    /** The screen is turned: every activity is made anew. */
    fun turn() {
        screens.forEach { it.recreate() }
        settle()
    }

    /** Another app comes in front, and what was visible is stopped. */
    fun leave() {
        screens.last().pause()
        screens.reversed().forEach { it.stop() }
        // Longer than what still counts as there.
        TestClock.pass(6.seconds)
        settle()
    }

    fun comeBack() {
        screens.forEach { it.restart() }
        screens.last().resume()
        settle()
    }

    /** The user comes back from the system's page, having done there what [meanwhile] says. */
    fun returnFromPage(meanwhile: () -> Unit) {
        val from = checkNotNull(page) { "the app led to no page" }
        page = null
        meanwhile()
        val prompt = screens.last()
        prompt.restart()
        shadowOf(prompt.get()).receiveResult(from, Activity.RESULT_CANCELED, null)
        prompt.resume()
        screens.dropLast(1).forEach { it.restart() }
        settle()
    }

    /** What the user does on the page that the app led to. */
    fun switchOn() {
        if (elsewhere.last().action == Settings.ACTION_MANAGE_WRITE_SETTINGS) WriteSettings.allow(app, true)
        else dialogs.allow(lastAsked)
    }

    /** The process ends and is started again, with the screens that the system kept the states of. */
    fun killAndRestart() {
        val kept = screens.map { it.get().javaClass to (it.get().intent to Bundle().also(it::saveInstanceState)) }
        asking = null
        app.die()
        screens.clear()
        shadowOf(app).clearNextStartedActivities()
        app.onCreate()
        for ((screen, how) in kept) {
            val (intent, state) = how
            val controller = Robolectric.buildActivity(screen, intent)
            screens.lastOrNull()?.pause()
            screens += controller
            controller.create(state).start().restoreInstanceState(state).postCreate(state)
            if (!controller.get().isFinishing) controller.resume().visible()
        }
        settle()
    }

    private fun show(screen: ActivityController<out Activity>) {
        screens.lastOrNull()?.pause()
        screens += screen
        screen.setup()
    }

    private fun carry(): Boolean {
        if (screens.isNotEmpty() && top.isFinishing) return true.also { takeDown() }
        val prompt = top as? PromptActivity
        val request = prompt?.let { shadowOf(it).lastRequestedPermission }
        if (request != null && request !== answered && request !== asking) return true.also { ask(request) }
        return shadowOf(app).nextStartedActivity?.let { true.also { _ -> started(it) } } ?: false
    }

    private fun ask(request: ShadowActivity.PermissionsRequest) {
        asking = request
        lastAsked = request.requestedPermissions.toList()
        val permissions = request.requestedPermissions.toList()
        // Nobody sees a dialog about what is decided.
        if (!dialogs.shows(permissions)) deliver(permissions, dialogs.results(permissions))
    }

    private fun deliver(permissions: List<String>, results: IntArray) {
        val request = checkNotNull(asking) { "the system shows no dialog" }
        answered = request
        asking = null
        top.onRequestPermissionsResult(request.requestCode, permissions.toTypedArray(), results)
        settle()
    }

    private fun started(intent: Intent) {
        val screen = intent.component?.className?.let { Class.forName(it) }
        if (screen != null && Activity::class.java.isAssignableFrom(screen)) {
            if (screen == PromptActivity::class.java) prompts++
            @Suppress("UNCHECKED_CAST")
            show(Robolectric.buildActivity(screen as Class<Activity>, intent))
            return
        }
        elsewhere += intent
        if (intent.action in PAGES) {
            page = intent
            leave()
        }
    }

    private fun takeDown() {
        val gone = screens.removeLast()
        gone.pause().stop().destroy()
        screens.lastOrNull()?.resume()
    }

    private companion object {
        val PAGES = setOf(
            Settings.ACTION_APPLICATION_DETAILS_SETTINGS,
            Settings.ACTION_MANAGE_WRITE_SETTINGS,
            Settings.ACTION_LOCATION_SOURCE_SETTINGS,
            Settings.ACTION_BLUETOOTH_SETTINGS,
        )
    }
}
