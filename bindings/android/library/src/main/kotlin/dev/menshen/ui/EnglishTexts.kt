package dev.menshen.ui

/** The wordings in English. */
public open class EnglishTexts : Texts {
    override val chinese: Boolean get() = false
    override val agree: String get() = "Agree"
    override val disagree: String get() = "Disagree"
    override val basicMode: String
        get() = "If you disagree, basic mode lets you browse; no personal data is collected."
    override val policyIntro: String
        get() = "Before you start, please see how we handle your personal data. Until you agree we collect none, and start " +
            "no third-party component."

    override fun policyBy(controller: String, version: String, effective: String): String =
        "$controller\nVersion $version, in force since $effective"

    override fun policyUpdated(version: String): String =
        "The policy was updated to version $version. You agreed to an earlier one; please decide again."

    override fun coveredNow(count: Int, some: List<String>): String =
        "If you agree, we process your data for $count purposes, such as ${some.joinToString(", ", transform = ::lower)}."

    override fun askedLater(count: Int): String =
        "For $count other purposes we ask when you use them. You can refuse each, and switch it off at any time."

    override fun permissions(names: List<String>): String =
        "Used only when you use the feature: ${names.joinToString(", ")}."

    override fun sensitive(count: Int, some: List<String>): String =
        "$count purposes involve sensitive data, such as ${some.joinToString(", ", transform = ::lower)}. Where consent " +
            "is needed, each is asked about separately."

    override fun thirdParties(count: Int, independent: Int): String =
        "$count third-party services are listed" +
            if (independent > 0) "; $independent of them decide for themselves how they handle data." else "."

    override fun fullText(title: String): String = "Read the full text"
    override fun allPurposes(count: Int): String = "All $count purposes"
    override val allow: String get() = "Allow"
    override val onlyThisTime: String get() = "Only this time"
    override val refuse: String get() = "Don’t allow"
    override val separateConsent: String get() = "Separate consent"
    override val separateSensitive: String get() = "Separate consent · sensitive personal data"
    override val necessity: String get() = "Why it is needed"
    override val effect: String get() = "What it means for you"
    override val sensitiveEffect: String
        get() = "If this kind of data leaks or is misused, your dignity, your safety or your property may suffer."
    override val data: String get() = "Data collected"
    override val permission: String get() = "Permissions used"
    override val ifRefused: String get() = "If you refuse"
    override val retention: String get() = "Kept for"
    override val retentionUnnamed: String get() = "As the privacy policy says"
    override val clauses: String get() = "Policy clauses"
    override val thirdParty: String get() = "Third party"
    override val thirdPartyPolicy: String get() = "Read the third party’s privacy policy"
    override val optional: String get() = "optional"
    override val goToSettings: String get() = "Go to settings"
    override val notNow: String get() = "Not now"
    override fun settingsTitle(permission: String): String = "Please allow “$permission” in the system settings"

    override fun settingsSteps(permission: String): List<String> =
        listOf("Tap “Go to settings”", "Tap “Permissions”", "Tap “$permission”, allow it, then come back")

    override fun specialSteps(permission: String): List<String> =
        listOf("Tap “Go to settings”", "Switch on “$permission”, then come back")

    override fun switchTitle(name: String): String = "“$name” is switched off on this device"
    override fun switchSteps(name: String): List<String> = listOf("Tap “Go to settings”", "Switch on “$name”, then come back")

    // Within a sentence; names such as QR keep their capitals.
    private fun lower(title: String): String =
        if (title.length > 1 && title[1].isUpperCase()) title else title.replaceFirstChar(Char::lowercaseChar)
}
