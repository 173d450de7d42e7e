package dev.menshen.ui

import android.app.Activity
import android.graphics.Rect
import android.os.Build
import android.view.View
import android.view.WindowInsets
import android.view.WindowInsetsController.APPEARANCE_LIGHT_NAVIGATION_BARS
import android.view.WindowInsetsController.APPEARANCE_LIGHT_STATUS_BARS

/** Calls [pad] with what bars and cutouts cover of the window, now and when that changes. */
internal fun View.onEdges(pad: (Rect) -> Unit) {
    pad(Rect())
    setOnApplyWindowInsetsListener { _, insets ->
        pad(covered(insets))
        insets
    }
}

private fun covered(insets: WindowInsets): Rect {
    if (Build.VERSION.SDK_INT >= 30) {
        val types = WindowInsets.Type.systemBars() or WindowInsets.Type.displayCutout() or WindowInsets.Type.ime()
        return insets.getInsets(types).let { Rect(it.left, it.top, it.right, it.bottom) }
    }
    @Suppress("DEPRECATION")
    return with(insets) { Rect(systemWindowInsetLeft, systemWindowInsetTop, systemWindowInsetRight, systemWindowInsetBottom) }
}

/** Lets a full screen's background reach below the bars, and their icons stand out on it. */
@Suppress("DEPRECATION") // From API 35 on the bars have no colour of their own.
internal fun Activity.colourBars(kit: Kit) {
    window.statusBarColor = kit.palette.background
    if (Build.VERSION.SDK_INT >= 26) window.navigationBarColor = kit.palette.background
    if (Build.VERSION.SDK_INT >= 30) {
        val light = APPEARANCE_LIGHT_STATUS_BARS or APPEARANCE_LIGHT_NAVIGATION_BARS
        window.insetsController?.setSystemBarsAppearance(if (kit.isDark) 0 else light, light)
    } else {
        val light = View.SYSTEM_UI_FLAG_LIGHT_STATUS_BAR or if (Build.VERSION.SDK_INT >= 26) View.SYSTEM_UI_FLAG_LIGHT_NAVIGATION_BAR else 0
        window.decorView.systemUiVisibility = if (kit.isDark) 0 else light
    }
}
