package dev.menshen.ui

import android.app.Activity
import android.os.Bundle
import android.view.Gravity
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.view.Window
import android.widget.FrameLayout
import android.widget.ImageButton
import android.widget.LinearLayout
import dev.menshen.Menshen
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel

/** A full screen of the library: a bar with the way back, and below it what scrolls. */
public abstract class Screen internal constructor() : Activity() {
    internal lateinit var kit: Kit
        private set
    internal val menshen: Menshen by lazy { Menshen.get() }

    /** What is under way ends with the screen. */
    internal val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main)

    internal abstract fun title(): String

    internal abstract fun content(): View

    /** Once everything is in place. */
    internal open fun start(): Unit = Unit

    final override fun onCreate(state: Bundle?) {
        val ui = menshen.options.ui as? StandardUi ?: StandardUi()
        kit = ui.kit(this)
        setTheme(if (kit.isDark) android.R.style.Theme_Material_NoActionBar else android.R.style.Theme_Material_Light_NoActionBar)
        super.onCreate(state)
        requestWindowFeature(Window.FEATURE_NO_TITLE)
        title = title()
        setContentView(page())
        colourBars(kit)
        start()
    }

    override fun onDestroy() {
        super.onDestroy()
        scope.cancel()
    }

    private fun page(): View {
        val column = LinearLayout(this).apply { orientation = LinearLayout.VERTICAL }
        val content = content().apply { setPaddingRelative(kit.dp(16), kit.dp(4), kit.dp(16), kit.dp(24)) }
        column.addView(bar(), kit.below(0))
        column.addView(kit.scroll(content), LinearLayout.LayoutParams(MATCH_PARENT, 0, 1f))
        val root = FrameLayout(this).apply { setBackgroundColor(kit.palette.background) }
        val width = if (kit.config.screenWidthDp > WIDEST) kit.dp(WIDEST) else MATCH_PARENT
        root.addView(column, FrameLayout.LayoutParams(width, MATCH_PARENT, Gravity.CENTER_HORIZONTAL))
        root.onEdges { root.setPadding(it.left, it.top, it.right, it.bottom) }
        return root
    }

    private fun bar(): View = LinearLayout(this).apply {
        gravity = Gravity.CENTER_VERTICAL
        val touch = LinearLayout.LayoutParams(kit.dp(Kit.TOUCH), kit.dp(Kit.TOUCH))
        addView(back(), touch.apply { marginStart = kit.dp(4) })
        addView(kit.title(title()), LinearLayout.LayoutParams(0, WRAP_CONTENT, 1f))
        setPaddingRelative(0, kit.dp(8), kit.dp(16), kit.dp(8))
    }

    private fun back(): View = FrameLayout(this).apply {
        with(kit) { tappable { finish() } }
        role(ImageButton::class.java)
        contentDescription = kit.lang.pick("返回", "Back")
        addView(Chevron(kit, Chevron.START), FrameLayout.LayoutParams(kit.dp(28), kit.dp(28), Gravity.CENTER))
    }

    private companion object {
        const val WIDEST = 720
    }
}
