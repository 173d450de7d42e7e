package dev.menshen.ui

import android.content.Intent
import android.net.Uri
import android.view.View
import dev.menshen.core.PolicyState

/** The user's own data: a copy, the access log, erasure, and taking back the policy. */
internal class OwnData(private val screen: Screen) {
    private val kit = screen.kit
    private val lang = kit.lang
    private val user = screen.menshen.user
    private val withdraw = confirmed(
        WITHDRAW,
        lang.pick("撤回对隐私政策的同意", "Withdraw from the policy"),
        lang.pick(
            "应用进入仅浏览模式：正在进行的访问立即停止，需要个人信息的功能不可用。您可以随时再次同意。",
            "The app goes to basic mode: accesses under way end at once, and features that need personal data stay off. " +
                "You can agree again at any time.",
        ),
        lang.pick("确认撤回", "Withdraw"),
        user::declinePolicy,
    )

    val view: View = kit.card(
        0,
        kit.heading(lang.pick("我的数据", "My data")),
        kit.link(lang.pick("访问日志", "Access log")) { screen.startActivity(Intent(screen, LogActivity::class.java)) },
        kit.link(lang.pick("导出我的数据", "Save a copy of my data")) { screen.save(COPY, "application/json", "my-data.json") },
        withdraw,
        confirmed(
            ERASE,
            lang.pick("清除我的数据", "Erase my data"),
            lang.pick(
                "清除当前用户在本机的身份和全部同意，正在进行的访问立即停止。无法恢复。",
                "Erases the current user’s identity and every consent on this device; accesses under way end at once. " +
                    "It cannot be undone.",
            ),
            lang.pick("确认清除", "Erase"),
            user::erase,
        ),
    )

    fun show(state: CentreState) {
        withdraw.visibility = if (state.policy is PolicyState.Accepted) View.VISIBLE else View.GONE
    }

    /** The user picked where the copy goes. */
    fun picked(code: Int, place: Uri?) {
        if (code == COPY && place != null) screen.write(place) { it.write(user.ownCopy().encodeToByteArray()) }
    }

    /** Tapping says first what it does; a second button does it. */
    private fun confirmed(id: Int, name: String, meaning: String, confirm: String, does: () -> Unit): Fold {
        lateinit var fold: Fold
        fold = Fold(kit, kit.text(name, 15, kit.palette.accent, bold = true), name) {
            val cancel = kit.choice(lang.pick("取消", "Cancel")) { fold.isOpen = false }
            val sure = kit.choice(confirm) {
                fold.isOpen = false
                screen.act(does)
            }
            kit.column(10, kit.body(meaning), kit.choices(sideBySide = true, cancel, sure))
        }
        return fold.apply { this.id = id }
    }

    private companion object {
        const val COPY = 1
        const val WITHDRAW = SCROLL + 2
        const val ERASE = SCROLL + 3
    }
}
