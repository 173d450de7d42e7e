package dev.menshen

import dev.menshen.core.Age
import dev.menshen.core.AppState
import dev.menshen.core.Basis
import dev.menshen.core.ConsentKind
import dev.menshen.core.LeaseEnd
import dev.menshen.core.OsGrant
import dev.menshen.core.Reason
import dev.menshen.core.Requirement
import dev.menshen.core.Resource
import dev.menshen.core.SdkRole
import dev.menshen.core.Step
import dev.menshen.core.scopeNames
import dev.menshen.core.wordNames
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import kotlin.enums.EnumEntries

/** The words are the core's: numbers pass the border, so order is meaning. */
class WordsTest {
    @get:Rule
    val folder = TemporaryFolder()

    @Test
    fun everyEnumHasTheCoresNamesInTheCoresOrder() {
        val enums: Map<String, EnumEntries<*>> = mapOf(
            "resource" to Resource.entries,
            "reason" to Reason.entries,
            "step" to Step.entries,
            "os_grant" to OsGrant.entries,
            "requirement" to Requirement.entries,
            "age" to Age.entries,
            "app_state" to AppState.entries,
            "consent" to ConsentKind.entries,
            "basis" to Basis.entries,
            "role" to SdkRole.entries,
            "lease_end" to LeaseEnd.entries,
        )
        for ((kind, entries) in enums) assertEquals(kind, wordNames(kind), entries.map { it.name.lowercase() })
    }

    @Test
    fun everyResourceAndScopeHasItsInterface() {
        for (resource in Resource.entries) {
            val scopes = type(resource).declaredClasses.map { it.simpleName }.toSet()
            assertEquals(resource.name, scopeNames(resource).map(::camel).toSet(), scopes)
        }
    }

    @Test
    fun anInterfaceExtendsExactlyWhatItsScopeImplies() {
        for (resource in Resource.entries) {
            val scopes = scopeNames(resource)
            val extended = scopes.associateWith { scope -> scopes.filter { type(resource, it).isAssignableFrom(type(resource, scope)) } }
            assertEquals(resource.name, scopes.associateWith { implied(resource, it) }, extended)
        }
    }

    /** What the core takes as granted when the system grants a scope. */
    private fun implied(resource: Resource, scope: String): List<String> {
        val gate = Seam.open(folder.newFolder())
        val scopes = scopeNames(resource)
        gate.osChanged(resource, (1 shl scopes.indexOf(scope)).toUByte(), OsGrant.GRANTED)
        return scopes.filter { gate.osGrant(resource, it) == OsGrant.GRANTED }.also { gate.destroy() }
    }

    private fun type(resource: Resource, scope: String? = null): Class<*> =
        Class.forName("dev.menshen." + camel(resource.name) + scope?.let { "$" + camel(it) }.orEmpty())

    private fun camel(words: String): String =
        words.lowercase().split('_').joinToString("") { it.replaceFirstChar(Char::uppercase) }
}
