package dev.menshen.ui

import android.content.res.Configuration

/**
 * The wordings of the prompts. The policy's own texts come from the policy. To change some, extend
 * [ChineseTexts] and [EnglishTexts] and hand both to [StandardUi].
 */
public interface Texts {
    /** Whether the policy's texts, names and dates are shown in Chinese; in English otherwise. */
    public val chinese: Boolean

    /** The button that accepts the policy. */
    public val agree: String

    /** The button that declines the policy. */
    public val disagree: String

    /** What happens after declining, before the buttons. */
    public val basicMode: String

    /** The first sentence of the policy dialog. */
    public val policyIntro: String

    /** Who publishes the policy, and since when it holds. */
    public fun policyBy(controller: String, version: String, effective: String): String

    /** An earlier version was accepted. */
    public fun policyUpdated(version: String): String

    /** What accepting the policy switches on: how many purposes, and some of them. */
    public fun coveredNow(count: Int, some: List<String>): String

    /** How many purposes are asked about when they are used. */
    public fun askedLater(count: Int): String

    /** What of the device is used only with the feature that needs it. */
    public fun permissions(names: List<String>): String

    /** How many purposes take sensitive personal information, and some of them. */
    public fun sensitive(count: Int, some: List<String>): String

    /** How many third parties take part, and how many of them decide for themselves what they do with data. */
    public fun thirdParties(count: Int, independent: Int): String

    /** The link to the policy's full text. */
    public fun fullText(title: String): String

    /** The heading of the list of purposes. */
    public fun allPurposes(count: Int): String

    /** The button that allows a purpose. */
    public val allow: String

    /** The button that allows it for this one time. */
    public val onlyThisTime: String

    /** The button that refuses. */
    public val refuse: String

    /** The mark of a consent that the law wants by itself. */
    public val separateConsent: String

    /** The mark of a separate consent to sensitive personal information. */
    public val separateSensitive: String

    /** The label before what sensitive information is needed for. */
    public val necessity: String

    /** The label before what it means for the user. */
    public val effect: String

    /** What handling sensitive information means for the user (PIPL 28 and 30). */
    public val sensitiveEffect: String

    /** The label before the data. */
    public val data: String

    /** The label before the permissions. */
    public val permission: String

    /** The label before what happens after a no. */
    public val ifRefused: String

    /** The label before how long data is kept. */
    public val retention: String

    /** When the policy names no time. */
    public val retentionUnnamed: String

    /** The label before the policy's clauses. */
    public val clauses: String

    /** The label before the third party that asks. */
    public val thirdParty: String

    /** The link to a third party's own policy. */
    public val thirdPartyPolicy: String

    /** After a need that the feature works without. */
    public val optional: String

    /** The button that leads to the system settings. */
    public val goToSettings: String

    /** The button that does not. */
    public val notNow: String

    /** The heading before going to the app's settings for a permission. */
    public fun settingsTitle(permission: String): String

    /** Where to tap in the settings. */
    public fun settingsSteps(permission: String): List<String>

    /** The heading before going to the page of a special access, which has one switch. */
    public fun specialSteps(permission: String): List<String>

    /** The heading when a device-wide switch is off. */
    public fun switchTitle(name: String): String

    /** Where to tap there. */
    public fun switchSteps(name: String): List<String>

    public companion object {
        /** Chinese where the app speaks Chinese, English elsewhere. */
        @JvmStatic
        public fun of(configuration: Configuration): Texts =
            if (isChinese(configuration)) ChineseTexts() else EnglishTexts()

        /** Whether the app speaks Chinese. */
        @JvmStatic
        public fun isChinese(configuration: Configuration): Boolean =
            !configuration.locales.isEmpty && configuration.locales[0].language == "zh"
    }
}
