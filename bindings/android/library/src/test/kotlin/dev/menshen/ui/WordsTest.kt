package dev.menshen.ui

import dev.menshen.Gates
import dev.menshen.core.LeaseEnd
import dev.menshen.core.Reason
import dev.menshen.core.Resource
import dev.menshen.core.scopeNames
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import java.io.File

/** The app and the `menshen` command call things the same. */
@RunWith(RobolectricTestRunner::class)
class WordsTest {
    @Test
    fun reasonsAreCalledAsTheCommandCallsThem() {
        val theirs = spoken("reason.rs", "Reason")
        assertEquals(theirs, Reason.entries.associate { it.inRust to (Lang.ZH.reason(it) to Lang.EN.reason(it)) })
    }

    @Test
    fun endsAreCalledAsTheCommandCallsThem() {
        val theirs = spoken("log.rs", "LeaseEnd")
        assertEquals(theirs, LeaseEnd.entries.associate { it.inRust to (Lang.ZH.ended(it) to Lang.EN.ended(it)) })
    }

    @Test
    fun scopesAreCalledAsTheCommandCallsThem() {
        val theirs = source("scope.rs").substringAfter("const fn named")
        for (resource in Resource.entries) {
            assertTrue("$resource", theirs.contains(quoted(Lang.ZH.resource(resource), Lang.EN.resource(resource))))
            for (scope in scopeNames(resource)) {
                val (zh, en) = Lang.ZH.scoped(resource, listOf(scope)) to Lang.EN.scoped(resource, listOf(scope))
                val name = quoted(zh.substringAfter("（").removeSuffix("）"), en.substringAfter("(").removeSuffix(")"))
                assertTrue("$resource $scope: $name", zh.contains("（") && theirs.contains(name))
            }
        }
    }

    @Test
    fun whatIsImpliedGoesWithoutSaying() {
        assertEquals("camera (photo)", Lang.EN.scoped(Resource.CAMERA, listOf("preview", "photo")))
        assertEquals("位置（大致位置、后台定位）", Lang.ZH.scoped(Resource.LOCATION, listOf("coarse", "background")))
    }

    @Test
    fun spansAreSaidInWords() {
        assertEquals("用后即删，不保存", Lang.ZH.retention("0d"))
        assertEquals("1 day", Lang.EN.retention("1d"))
        assertEquals("90 分钟", Lang.ZH.retention("90m"))
    }

    /** `Reason::GateFault => lang.pick("…", "…")`, by name. */
    private fun spoken(file: String, type: String): Map<String, Pair<String, String>> {
        val arm = Regex("""$type::(\w+)\s*=>\s*\{?\s*lang\.pick\(\s*"([^"]*)",\s*"([^"]*)"""")
        return arm.findAll(source(file)).associate { it.groupValues.let { (_, name, zh, en) -> name to (zh to en) } }
    }

    private fun quoted(zh: String, en: String) = "(\"$zh\", \"$en\")"

    private fun source(file: String) = File(Gates.root, "cli/src/words/$file").readText()

    private val Enum<*>.inRust get() = name.split('_').joinToString("") { it.lowercase().replaceFirstChar(Char::uppercase) }
}
