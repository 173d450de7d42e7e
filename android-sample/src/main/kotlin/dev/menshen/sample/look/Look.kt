package dev.menshen.sample.look

import android.app.Activity
import android.content.Context
import android.content.res.Configuration
import android.graphics.Color
import android.graphics.drawable.GradientDrawable
import android.view.View

/** Colours and sizes, by day and by night. */
class Look(private val context: Context) {
    private val night = context.resources.configuration.uiMode and Configuration.UI_MODE_NIGHT_MASK ==
        Configuration.UI_MODE_NIGHT_YES

    val accent: Int = Color.rgb(0xEC, 0x41, 0x41)
    val onAccent: Int = Color.WHITE
    val ground: Int = if (night) Color.rgb(0x14, 0x14, 0x17) else Color.rgb(0xF4, 0xF4, 0xF6)
    val card: Int = if (night) Color.rgb(0x22, 0x22, 0x27) else Color.WHITE
    val text: Int = if (night) Color.rgb(0xF0, 0xF0, 0xF3) else Color.rgb(0x1B, 0x1B, 0x1F)
    val quiet: Int = if (night) Color.rgb(0xA6, 0xA6, 0xAE) else Color.rgb(0x6A, 0x6A, 0x72)

    // The accent as a text needs more contrast than as a surface.
    val strong: Int = if (night) Color.rgb(0xFF, 0x7A, 0x75) else Color.rgb(0xC6, 0x28, 0x28)

    fun dp(size: Int): Int = (size * context.resources.displayMetrics.density).toInt()

    fun round(colour: Int, radius: Int): GradientDrawable =
        GradientDrawable().apply { setColor(colour); cornerRadius = dp(radius).toFloat() }

    /** Two shades of one colour, as a cover. */
    fun cover(colour: Int, radius: Int): GradientDrawable {
        val hsv = FloatArray(3).also { Color.colorToHSV(colour, it) }
        val dark = Color.HSVToColor(floatArrayOf((hsv[0] + 25) % 360, hsv[1], hsv[2] * 0.6f))
        return GradientDrawable(GradientDrawable.Orientation.TL_BR, intArrayOf(colour, dark))
            .apply { cornerRadius = dp(radius).toFloat() }
    }

    companion object {
        /** Sets the theme, which must come before anything is shown. */
        fun dress(activity: Activity): Look {
            val look = Look(activity)
            activity.setTheme(
                if (look.night) android.R.style.Theme_Material_NoActionBar
                else android.R.style.Theme_Material_Light_NoActionBar,
            )
            return look
        }

        /** Keeps [view] clear of the system's bars. */
        @Suppress("DEPRECATION")
        fun clearBars(view: View): Unit = view.setOnApplyWindowInsetsListener { it, insets ->
            it.setPadding(0, insets.systemWindowInsetTop, 0, insets.systemWindowInsetBottom)
            insets
        }
    }
}
