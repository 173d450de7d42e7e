package dev.menshen.ui

import android.graphics.Color
import android.graphics.Typeface

/**
 * How the ready-made screens look. Give [StandardUi] your own:
 *
 * ```kotlin
 * val red = Palette.LIGHT.copy(accent = 0xFFB3261E.toInt(), choice = 0xFFFFDAD6.toInt(), onChoice = 0xFF410E0B.toInt())
 * MenshenOptions(ui = StandardUi(Style(light = red, cornerRadius = 8)))
 * ```
 */
public class Style @JvmOverloads constructor(
    /** Colours by day. */
    public val light: Palette = Palette.LIGHT,
    /** Colours while the system is dark. */
    public val dark: Palette = Palette.DARK,
    /** Of cards, sheets and buttons, in dp. */
    public val cornerRadius: Int = 20,
    /** Of all texts; headings are its bold. */
    public val typeface: Typeface = Typeface.DEFAULT,
)

/**
 * Colours, as ARGB. Text on its background should keep a contrast of 4.5 : 1 (WCAG AA); the shipped
 * palettes do.
 */
public data class Palette(
    /** Behind everything on full screens. */
    val background: Int,
    /** Of cards, sheets and dialogs. */
    val card: Int,
    /** Of what is to be read. */
    val text: Int,
    /** Of labels and remarks. */
    val quiet: Int,
    /** Of links, and of switches that are on. */
    val accent: Int,
    /** Of every button. Yes and no look the same, so there is one colour for both. */
    val choice: Int,
    /** Of the text on [choice]. */
    val onChoice: Int,
    /** Of what needs attention: separate consent, a changed policy, a denial. */
    val notice: Int,
    /** Of the text on [notice]. */
    val onNotice: Int,
    /** Of lines between things. */
    val line: Int,
    /** Over the app behind a prompt. */
    val scrim: Int = Color.argb(0x99, 0, 0, 0),
) {
    public companion object {
        /** Dark on light. */
        @JvmField
        public val LIGHT: Palette = Palette(
            background = rgb(0xF3F5F4), card = rgb(0xFFFFFF), text = rgb(0x191C1B), quiet = rgb(0x55605C),
            accent = rgb(0x1B6B5A), choice = rgb(0xD3EAE2), onChoice = rgb(0x06372B),
            notice = rgb(0xFFE8CC), onNotice = rgb(0x6A3A00), line = rgb(0xDCE2DF),
        )

        /** Light on dark. */
        @JvmField
        public val DARK: Palette = Palette(
            background = rgb(0x101413), card = rgb(0x1C2120), text = rgb(0xE5E9E7), quiet = rgb(0xA9B4AF),
            accent = rgb(0x80D4BE), choice = rgb(0x264A40), onChoice = rgb(0xD3F5EA),
            notice = rgb(0x4B3515), onNotice = rgb(0xFFDCA8), line = rgb(0x38423F),
        )

        private fun rgb(colour: Int): Int = colour or (0xFF shl 24)
    }
}
