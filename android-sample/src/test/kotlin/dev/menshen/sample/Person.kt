package dev.menshen.sample

import android.app.Activity
import android.view.View
import android.view.ViewGroup
import android.widget.TextView
import dev.menshen.PromptActivity
import dev.menshen.ui.ChineseTexts
import dev.menshen.sample.features.FEATURES
import org.json.JSONObject

/** What is before the user. */
enum class Shown { NOTHING, POLICY, SHEET, SYSTEM, SETTINGS, PAGE }

/** A question to the user, and which of the system's permissions it is about. */
data class Asked(val shown: Shown, val permissions: List<String> = emptyList())

/** Uses the app: taps rows, reads prompts, presses their buttons. */
class Person(val phone: Phone) {
    private val app get() = phone.app

    val shown: Shown
        get() = when {
            phone.settingsPage != null -> Shown.PAGE
            phone.dialog != null -> Shown.SYSTEM
            phone.top !is PromptActivity -> Shown.NOTHING
            button(AGREE) != null -> Shown.POLICY
            button(ALLOW) != null -> Shown.SHEET
            button(GO) != null -> Shown.SETTINGS
            else -> Shown.NOTHING
        }

    /** Taps a feature's row, and waits until it shows something, runs on or is done. */
    fun taps(purpose: String) {
        tag(phone.home, purpose).performClick()
        waitsFor(purpose)
    }

    fun waitsFor(purpose: String): Unit = phone.await("what comes of $purpose") {
        val standing = standing(purpose)
        shown != Shown.NOTHING || standing?.running == false || standing?.said != null
    }

    /** What stands under a feature's title. */
    fun reads(purpose: String): String? = standing(purpose)?.said?.zh

    fun runs(purpose: String): Boolean = standing(purpose)?.running == true

    fun agrees(): Unit = presses(AGREE)

    fun disagrees(): Unit = presses(DISAGREE)

    fun allows(): Unit = presses(ALLOW)

    fun refuses(): Unit = presses(REFUSE)

    fun goesToSettings(): Unit = presses(GO)

    fun stays(): Unit = presses(STAY)

    /** Yes to whatever is asked, until nothing is; says what that was. */
    fun saysYesToAll(purpose: String): List<Asked> = buildList {
        waitsFor(purpose)
        while (shown != Shown.NOTHING) {
            add(asked())
            saysYes()
            waitsFor(purpose)
        }
    }

    fun asked(): Asked = Asked(shown, phone.dialog.orEmpty())

    fun saysYes(): Unit = when (shown) {
        Shown.POLICY -> agrees()
        Shown.SHEET -> allows()
        Shown.SYSTEM -> phone.answer(Tap.ALLOW)
        Shown.SETTINGS -> goesToSettings()
        Shown.PAGE -> phone.returnFromPage { phone.switchOn() }
        Shown.NOTHING -> error("nothing is asked; what stands there: ${app.desk.standings.value.values.map { it.said?.zh }}")
    }

    fun saysNo(): Unit = when (shown) {
        Shown.POLICY -> disagrees()
        Shown.SHEET -> refuses()
        Shown.SYSTEM -> phone.answer(Tap.REFUSE)
        Shown.SETTINGS -> stays()
        Shown.PAGE -> phone.returnFromPage { }
        Shown.NOTHING -> error("nothing is asked; what stands there: ${app.desk.standings.value.values.map { it.said?.zh }}")
    }

    /** The latest decision about a purpose that is in the log: `allow`, or the reason against it. */
    fun decision(purpose: String): String? = app.menshen.user.records(500, listOf("decision")).map(::JSONObject)
        .firstOrNull { it.getString("purpose") == purpose }
        ?.let { if (it.isNull("reason")) "allow" else it.getString("reason") }

    private fun standing(purpose: String) = app.desk.standings.value[FEATURES.first { it.purpose == purpose }]

    private fun presses(text: String) {
        checkNotNull(button(text)) { "no button $text, but ${texts(phone.top)}" }.performClick()
        phone.settle()
    }

    private fun button(text: String): View? =
        views(phone.top).filterIsInstance<TextView>().firstOrNull { it.isShown && it.text.toString() == text }

    private fun texts(activity: Activity) = views(activity).filterIsInstance<TextView>().map { it.text }.toList()

    companion object {
        private val words = ChineseTexts()
        private val AGREE = words.agree
        private val DISAGREE = words.disagree
        private val ALLOW = words.allow
        private val REFUSE = words.refuse
        private val GO = words.goToSettings
        private val STAY = words.notNow

        fun tag(activity: Activity, tag: String): View =
            checkNotNull(activity.window.decorView.findViewWithTag(tag)) { "no view `$tag`" }

        /** How far down a view is on its screen. */
        fun top(view: View): Int = IntArray(2).also(view::getLocationOnScreen)[1]

        private fun views(activity: Activity): Sequence<View> = all(activity.window.decorView)

        private fun all(view: View): Sequence<View> = sequence {
            yield(view)
            if (view is ViewGroup) for (index in 0 until view.childCount) yieldAll(all(view.getChildAt(index)))
        }
    }
}
