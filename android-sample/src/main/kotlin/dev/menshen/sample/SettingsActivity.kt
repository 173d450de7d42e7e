package dev.menshen.sample

import android.app.Activity
import android.content.Intent
import android.os.Bundle
import android.view.View
import android.widget.EditText
import android.widget.LinearLayout
import android.widget.ScrollView
import dev.menshen.core.Age
import dev.menshen.sample.look.Look
import dev.menshen.sample.look.Parts
import dev.menshen.sample.look.placed
import dev.menshen.ui.LogActivity
import dev.menshen.ui.PrivacyCentreActivity

/** Who listens, and what the user decided. */
class SettingsActivity : Activity() {
    private val app: MusicApp get() = application as MusicApp
    private lateinit var look: Look
    private lateinit var parts: Parts

    override fun onCreate(state: Bundle?) {
        look = Look.dress(this)
        super.onCreate(state)
        parts = Parts(this, look)
        show()
    }

    private fun show() {
        val page = parts.column(head(Words("设置", "Settings"), 26f), account(), guardian(), privacy()).apply {
            setPadding(look.dp(16), look.dp(8), look.dp(16), look.dp(24))
        }
        setContentView(ScrollView(this).apply {
            setBackgroundColor(look.ground)
            addView(page)
            Look.clearBars(this)
        })
    }

    private fun account(): View {
        val name = app.account.name.value ?: return signIn()
        return card(
            head(Words("账号", "Account")),
            parts.text(name),
            button("sign-out", Words("退出登录", "Sign out")) { app.account.signOut(); show() },
        )
    }

    /** A made-up account: any name will do, and the age band decides what the law asks for. */
    private fun signIn(): View {
        val name = EditText(this).apply {
            tag = "name"
            hint = Words("随便起一个账号名", "Any account name").on(context)
            setTextColor(look.text)
            setHintTextColor(look.quiet)
        }
        val ages = AGES.map { (age, words) ->
            button("sign-in:${age.name}", words) {
                app.account.signIn(name.text.toString().ifBlank { "demo" }, age)
                show()
            }
        }
        return card(head(Words("登录", "Sign in")), name, *ages.toTypedArray())
    }

    private fun guardian(): View = card(
        head(Words("监护人", "Guardian")),
        parts.text(Words("未满 14 周岁的用户，需要监护人同意。", "Children under 14 need a guardian's consent.").on(this), 14f, look.quiet),
        button("guardian", Words("我是监护人，我同意", "I am the guardian and agree")) { app.menshen.user.guardian(true) },
        button("guardian-off", Words("撤回监护人同意", "Take the guardian's consent back")) { app.menshen.user.guardian(false) },
    )

    private fun privacy(): View = card(
        head(Words("隐私", "Privacy")),
        button("privacy", Words("隐私中心", "Privacy centre")) { open(PrivacyCentreActivity::class.java) },
        button("log", Words("访问记录", "Access log")) { open(LogActivity::class.java) },
    )

    private fun open(screen: Class<out Activity>): Unit = startActivity(Intent(this, screen))

    private fun head(words: Words, size: Float = 18f): View = parts.text(words.on(this), size, bold = true)

    private fun card(vararg parts: View): LinearLayout =
        this.parts.card(*parts).placed(Parts.FILL, Parts.WRAP, top = look.dp(14))

    private fun button(name: String, words: Words, tapped: () -> Unit): View =
        parts.button(words.on(this), filled = false, tapped = tapped).apply { tag = name }

    private companion object {
        val AGES = listOf(
            Age.ADULT to Words("登录：成人", "Sign in as an adult"),
            Age.TEEN to Words("登录：14–17 岁", "Sign in, 14 to 17"),
            Age.CHILD to Words("登录：未满 14 岁", "Sign in, under 14"),
        )
    }
}
