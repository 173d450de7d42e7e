package dev.menshen.ui

/** The wordings in Chinese. */
public open class ChineseTexts : Texts {
    override val chinese: Boolean get() = true
    override val agree: String get() = "同意"
    override val disagree: String get() = "不同意"
    override val basicMode: String
        get() = "不同意也可以使用仅浏览模式，不收集个人信息。"
    override val policyIntro: String
        get() = "使用前，请了解我们如何处理您的个人信息。在您同意之前，我们不收集个人信息，也不启动第三方组件。"

    override fun policyBy(controller: String, version: String, effective: String): String =
        "$controller\n$version 版，$effective 起生效"

    override fun policyUpdated(version: String): String = "隐私政策已更新为 $version 版。您此前同意的是旧版，请重新确认。"

    override fun coveredNow(count: Int, some: List<String>): String =
        "同意后，我们为 $count 项用途处理您的信息，包括${some.joinToString("、")}等。"

    override fun askedLater(count: Int): String = "另外 $count 项用途在您用到时再询问，可以逐项拒绝，也可以随时关闭。"

    override fun permissions(names: List<String>): String =
        "只在您用到相应功能时使用${names.joinToString("、")}。"

    override fun sensitive(count: Int, some: List<String>): String =
        "$count 项用途涉及敏感个人信息，如${some.joinToString("、")}，需要同意的会单独征求您的同意。"

    override fun thirdParties(count: Int, independent: Int): String =
        "政策列出 $count 项第三方服务" + if (independent > 0) "，其中 $independent 项由第三方独立处理信息。" else "。"

    override fun fullText(title: String): String = "阅读《$title》全文"
    override fun allPurposes(count: Int): String = "全部 $count 项用途"
    override val allow: String get() = "允许"
    override val onlyThisTime: String get() = "仅本次允许"
    override val refuse: String get() = "拒绝"
    override val separateConsent: String get() = "单独同意"
    override val separateSensitive: String get() = "单独同意 · 敏感个人信息"
    override val necessity: String get() = "为什么必要"
    override val effect: String get() = "对您的影响"
    override val sensitiveEffect: String
        get() = "这类信息一旦泄露或被非法使用，可能损害您的人格尊严，或危及人身、财产安全。"
    override val data: String get() = "收集的信息"
    override val permission: String get() = "使用的权限"
    override val ifRefused: String get() = "如果拒绝"
    override val retention: String get() = "保存期限"
    override val retentionUnnamed: String get() = "以隐私政策为准"
    override val clauses: String get() = "政策条款"
    override val thirdParty: String get() = "第三方"
    override val thirdPartyPolicy: String get() = "查看第三方的隐私政策"
    override val optional: String get() = "可选"
    override val goToSettings: String get() = "去设置"
    override val notNow: String get() = "暂不"
    override fun settingsTitle(permission: String): String = "请在系统设置中允许“$permission”"

    override fun settingsSteps(permission: String): List<String> =
        listOf("点“去设置”", "点“权限”（部分手机为“权限管理”）", "点“$permission”，选择允许，然后返回")

    override fun specialSteps(permission: String): List<String> = listOf("点“去设置”", "打开“$permission”的开关，然后返回")
    override fun switchTitle(name: String): String = "“$name”开关已关闭"
    override fun switchSteps(name: String): List<String> = listOf("点“去设置”", "打开“$name”，然后返回")
}
