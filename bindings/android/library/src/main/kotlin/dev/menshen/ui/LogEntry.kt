package dev.menshen.ui

import dev.menshen.core.LeaseEnd
import dev.menshen.core.PolicyText
import dev.menshen.core.Reason
import dev.menshen.core.Resource
import org.json.JSONArray
import org.json.JSONObject

/** A record of the access log, in plain words. */
internal class LogEntry(
    /** Its place among the records read, newest first. */
    val number: Int,
    val at: Long,
    val title: String,
    val what: String,
    val isAccess: Boolean,
    val denied: Boolean,
    val purpose: String?,
    val resources: Set<Resource>,
    val details: List<Pair<String, String>>,
)

/** Puts records, newest first, into words. What ended a lease is told with the access that began it. */
internal class LogReader(private val lang: Lang, private val policy: PolicyText?) {
    private val purposes = policy?.purposes.orEmpty().associateBy { it.id }
    private val ends = HashMap<String, JSONObject>()

    fun read(records: List<String>): List<LogEntry> = records.mapIndexedNotNull { number, record ->
        val json = JSONObject(quoted(record))
        if (json.has("held_ms")) {
            ends[json.getString("lease")] = json
            null
        } else {
            entry(number, json)
        }
    }

    // Numbers of leases take 64 bits without a sign, which this parser would round.
    private fun quoted(record: String) = record.replace(LEASE, "$1\"$2\"")

    private fun entry(number: Int, json: JSONObject): LogEntry {
        val purpose = json.text("purpose")
        val uses = json.optJSONArray("uses")?.objects() ?: listOfNotNull(json.takeIf { it.text("resource") != null })
        val kind = json.getString("kind")
        val denied = json.text("verdict") == "deny" || (kind == "os_observed" && !json.getBoolean("covered"))
        return LogEntry(
            number,
            at = millis(json.getString("at")),
            title = purpose?.let { lang.of((purposes[it] ?: return@let null).title) } ?: purpose ?: subject(json, kind),
            what = lang.sentence(listOf(uses.joinToString(lang.pick("、", ", ")) { used(it) }, happened(json, kind, uses))
                .filter(String::isNotEmpty).joinToString(lang.pick("：", ": "))),
            isAccess = kind == "decision" || kind == "os_observed" || kind == "sdk",
            denied = denied,
            purpose = purpose,
            resources = uses.mapNotNull(::resource).toSet(),
            details = details(json, purpose),
        )
    }

    private fun subject(json: JSONObject, kind: String) = when (kind) {
        "policy_shown", "policy_accepted", "policy_declined", "prompt" -> lang.pick("隐私政策", "Privacy policy")
        "sdk" -> policy?.sdks?.find { it.id == json.getString("sdk") }?.name ?: json.getString("sdk")
        "subject" -> lang.pick("使用者", "User")
        "guardian" -> lang.pick("监护人", "Guardian")
        "erased" -> lang.pick("我的数据", "My data")
        "gap" -> lang.pick("日志缺失", "Records missing")
        else -> lang.pick("系统", "System")
    }

    private fun happened(json: JSONObject, kind: String, uses: List<JSONObject>): String = when (kind) {
        "decision" -> verdict(json) + uses.mapNotNull { ends[it.getString("lease")] }.firstOrNull()?.let(::ended).orEmpty()
        "sdk" -> (if (json.getBoolean("running")) lang.pick("已在运行，", "running, ") else "") + verdict(json)
        "prompt" -> lang.remark(lang.word("prompt", json.getString("prompt")), lang.word("answer", json.getString("answer")))
        "consent" -> lang.remark(lang.word("action", json.getString("action")), lang.word("cause", json.getString("cause")))
        "policy_shown" -> lang.pick("已展示 ", "shown, ") + version(json)
        "policy_accepted" -> lang.pick("已同意 ", "accepted, ") + version(json)
        "policy_declined" -> lang.pick("不同意 ", "declined, ") + version(json)
        "os_grant" -> lang.pick("系统权限", "system permission") + lang.pick("：", ": ") + lang.word("grant", json.getString("grant"))
        "os_observed" -> if (json.getBoolean("covered")) lang.pick("系统看到一次经门允许的使用", "the system saw a use that the gate allowed")
        else lang.pick("系统看到一次没有经过门的使用", "the system saw a use that did not pass the gate")
        "subject" -> if (json.text("subject_kind") == "account") lang.pick("账号登录", "an account signed in") else lang.pick("访客", "a guest")
        "guardian" -> lang.word("action", json.getString("action"))
        "erased" -> lang.pick("已清除", "erased")
        "gap" -> json.optInt("count").let { lang.pick("缺 $it 条", "$it missing") }
        else -> kind
    }

    private fun version(json: JSONObject) = json.getString("version").let { lang.pick("$it 版", "version $it") }

    private fun verdict(json: JSONObject): String {
        val reason = json.text("reason")?.let { name -> Reason.entries.find { it.name.lowercase() == name }?.let(lang::reason) ?: name }
        val said = if (reason == null) lang.pick("允许", "allowed") else lang.pick("拒绝，$reason", "denied, $reason")
        val observed = if (json.optBoolean("observed")) lang.pick("，观察模式仍放行", ", let through in observe mode") else ""
        val count = json.optInt("count", 1)
        return said + observed + if (count > 1) " ×$count" else ""
    }

    private fun ended(end: JSONObject): String {
        val how = end.getString("how").let { name -> LeaseEnd.entries.find { it.name.lowercase() == name }?.let(lang::ended) ?: name }
        val seconds = end.getLong("held_ms") / 1000
        val held = if (seconds > 0) lang.pick(" $seconds 秒", "$seconds s") else lang.pick("不到 1 秒", "less than 1 s")
        return lang.pick("，$how，历时$held", ", $how after $held")
    }

    private fun details(json: JSONObject, purpose: String?): List<Pair<String, String>> = listOfNotNull(
        purposes[purpose]?.clauses?.takeIf { it.isNotEmpty() }?.let { lang.pick("政策条款", "Policy clauses") to lang.list(it) },
        json.text("caller")?.let { lang.pick("由谁", "Asked by") to caller(it) },
        json.text("app")?.let { lang.pick("应用状态", "App") to lang.word("state", it) },
        json.text("user_initiated")?.let { lang.pick("用户点按", "Tapped by the user") to if (it == "true") lang.pick("是", "yes") else lang.pick("否", "no") },
        json.text("attribution")?.takeIf { it.isNotEmpty() }?.let { lang.pick("归属标签", "Attribution tag") to it },
        json.text("call_site")?.takeIf { it.isNotEmpty() }?.let { lang.pick("代码位置", "Called at") to it },
        json.text("policy")?.let { lang.pick("政策版本", "Policy version") to it },
        lang.pick("技术名称", "In the log") to listOfNotNull(json.getString("kind"), purpose, json.text("reason")).joinToString(" · "),
    )

    private fun caller(id: String) =
        if (id == "app") lang.pick("应用自身", "the app itself") else policy?.sdks?.find { it.id == id }?.name ?: id

    private fun used(use: JSONObject): String {
        val scopes = use.optJSONArray("scope") ?: JSONArray()
        val resource = resource(use) ?: return use.getString("resource")
        return lang.scoped(resource, (0 until scopes.length()).map(scopes::getString))
    }

    private fun resource(use: JSONObject) = Resource.entries.find { it.name.lowercase() == use.text("resource") }

    private companion object {
        val LEASE = Regex("(\"lease\":)(\\d+)")
    }
}

private fun JSONArray.objects(): List<JSONObject> = (0 until length()).map(::getJSONObject)

private fun JSONObject.text(field: String): String? = if (isNull(field)) null else getString(field)
