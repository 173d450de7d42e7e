package dev.menshen.sample

import android.content.Context
import dev.menshen.Menshen
import dev.menshen.core.Age
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow

/**
 * Who listens: a made-up account, or a guest. A real app asks its server. The gate keeps the subject
 * across starts, but no name.
 */
class Account(context: Context, private val menshen: Menshen) {
    private val kept = context.getSharedPreferences("account", Context.MODE_PRIVATE)
    private val current = MutableStateFlow(kept.getString(NAME, null))

    /** The account's name; `null` for a guest. */
    val name: StateFlow<String?> get() = current

    fun signIn(name: String, age: Age) {
        kept.edit().putString(NAME, name).apply()
        tell(name, age)
    }

    fun signOut() {
        kept.edit().clear().apply()
        tell(null, Age.UNKNOWN)
    }

    private fun tell(name: String?, age: Age) {
        menshen.switchSubject(name, age)
        current.value = name
    }

    private companion object {
        const val NAME = "name"
    }
}
