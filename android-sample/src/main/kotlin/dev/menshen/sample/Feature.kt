package dev.menshen.sample

import dev.menshen.Wish

/**
 * Something the app can do, a row on the home screen. What it does goes through the gate for [wish];
 * the result is what the user reads under the title.
 */
class Feature(
    /** The number of the policy's clause in section 一(二). */
    val clause: Int,
    val title: Words,
    /** The gated wrapper that it uses, or what stands for one. */
    val through: String,
    val wish: Wish,
    val run: suspend Visit.() -> Words,
) {
    val purpose: String get() = wish.purpose
}

/** Features that belong together, a card on the home screen. */
class Section(val title: Words, val features: List<Feature>)
