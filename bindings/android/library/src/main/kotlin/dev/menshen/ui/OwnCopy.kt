package dev.menshen.ui

import org.json.JSONObject

/** What is kept of the user, read from [dev.menshen.User.ownCopy]. */
internal class OwnCopy(json: String) {
    private val copy = if (json == "null") JSONObject() else JSONObject(json)

    val isAccount: Boolean = copy.optJSONObject("subject")?.optString("kind") == "account"

    /** When the policy was accepted; `null` when it is not. */
    val accepted: Long? = copy.optJSONObject("policy")?.optJSONObject("accepted")?.let { millis(it.getString("at")) }

    /** By purpose, what is granted now. */
    val grants: Map<String, List<Grant>> = grants().groupBy { it.purpose }

    private fun grants(): List<Grant> {
        val consents = copy.optJSONArray("consents") ?: return emptyList()
        return (0 until consents.length()).map(consents::getJSONObject).filter { it.getString("answer") == "granted" }.map(::Grant)
    }
}

/** A consent that was given. */
internal class Grant(json: JSONObject) {
    val purpose: String = json.getString("purpose")
    val caller: String = json.getString("caller")
    val at: Long = millis(json.getString("at"))
    val once: Boolean = json.optBoolean("once")
    private val until: Long? = if (json.isNull("until")) null else millis(json.getString("until"))

    fun isOver(now: Long): Boolean = until != null && until <= now
}
