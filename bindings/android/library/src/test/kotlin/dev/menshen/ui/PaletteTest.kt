package dev.menshen.ui

import android.graphics.Color
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner

@RunWith(RobolectricTestRunner::class)
class PaletteTest {
    @Test
    fun textStandsOutAsWcagAaWantsIt() {
        val faint = listOf("light" to Palette.LIGHT, "dark" to Palette.DARK).flatMap { (name, palette) ->
            pairs(palette).filter { (_, text, behind) -> contrast(text, behind) < 4.5 }
                .map { (what, text, behind) -> "$name: $what has ${contrast(text, behind)}" }
        }
        assertEquals(emptyList<String>(), faint)
    }

    @Test
    fun contrastIsThatOfTheStandard() {
        assertEquals(21.0, contrast(Color.BLACK, Color.WHITE), 0.001)
        assertEquals(4.54, contrast(0xFF767676.toInt(), Color.WHITE), 0.01)
    }

    private fun pairs(palette: Palette) = with(palette) {
        listOf(
            Triple("text on card", text, card), Triple("text on background", text, background),
            Triple("quiet on card", quiet, card), Triple("quiet on background", quiet, background),
            Triple("accent on card", accent, card), Triple("accent on background", accent, background),
            Triple("a choice", onChoice, choice), Triple("a notice", onNotice, notice),
        )
    }

    private fun contrast(one: Int, other: Int): Double {
        val (dark, light) = listOf(one, other).map { Color.luminance(it).toDouble() }.sorted()
        return (light + 0.05) / (dark + 0.05)
    }
}
