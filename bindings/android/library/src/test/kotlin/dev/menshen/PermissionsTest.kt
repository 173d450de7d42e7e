package dev.menshen

import android.Manifest.permission as P
import dev.menshen.core.GateOptions
import dev.menshen.core.NativeGate
import dev.menshen.core.Requirement
import dev.menshen.core.Resource
import dev.menshen.core.scopeNames
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner

@RunWith(RobolectricTestRunner::class)
class PermissionsTest {
    @Test
    fun aScopeNamesPermissionsExactlyWhereTheGateWantsADialog() {
        for (api in 24..35) gate(api).use { gate ->
            for (resource in Resource.entries) scopeNames(resource).forEachIndexed { bit, scope ->
                val wanted = gate.requirement(resource, (1 shl bit).toUByte()) == Requirement.PERMISSION
                assertEquals("$resource.$scope at $api", wanted, Permissions.of(resource, scope, api).isNotEmpty())
            }
        }
    }

    @Test
    fun whatChangedFromLevelToLevel() {
        fun at(api: Int, resource: Resource, scope: String) = Permissions.of(resource, scope, api)
        assertEquals(listOf(P.READ_EXTERNAL_STORAGE), at(32, Resource.MEDIA, "audio"))
        assertEquals(listOf(P.READ_MEDIA_AUDIO), at(33, Resource.MEDIA, "audio"))
        assertEquals(listOf(P.WRITE_EXTERNAL_STORAGE), at(28, Resource.MEDIA, "save"))
        assertEquals(emptyList<String>(), at(30, Resource.BLUETOOTH, "connected"))
        assertEquals(listOf(P.BLUETOOTH_CONNECT), at(31, Resource.BLUETOOTH, "connected"))
        assertEquals(listOf(P.ACCESS_COARSE_LOCATION), at(28, Resource.BLUETOOTH, "scan"))
        assertEquals(listOf(P.ACCESS_FINE_LOCATION), at(30, Resource.BLUETOOTH, "scan"))
        assertEquals(listOf(P.BLUETOOTH_SCAN), at(31, Resource.BLUETOOTH, "scan"))
        assertEquals(listOf(P.ACCESS_FINE_LOCATION, P.ACCESS_COARSE_LOCATION), at(31, Resource.LOCATION, "fine"))
        assertEquals(emptyList<String>(), at(28, Resource.LOCATION, "background"))
        assertEquals(listOf(P.ACCESS_BACKGROUND_LOCATION), at(29, Resource.LOCATION, "background"))
        assertEquals(listOf(P.READ_PHONE_STATE), at(25, Resource.PHONE, "number"))
        assertEquals(listOf(P.READ_PHONE_NUMBERS), at(26, Resource.PHONE, "number"))
        assertEquals(listOf(P.POST_NOTIFICATIONS), at(33, Resource.NOTIFICATIONS, "post"))
    }

    @Test
    fun theBackgroundIsAskedOnItsOwnAndPicturesWithTheChoiceOfSome() {
        val place = Permissions.dialogs(Resource.LOCATION, listOf("fine", "background"), 33)
        assertEquals(listOf(listOf(P.ACCESS_FINE_LOCATION, P.ACCESS_COARSE_LOCATION), listOf(P.ACCESS_BACKGROUND_LOCATION)), place)
        val pictures = listOf(P.READ_MEDIA_IMAGES, P.READ_MEDIA_VISUAL_USER_SELECTED)
        assertEquals(listOf(pictures), Permissions.dialogs(Resource.MEDIA, listOf("images"), 34))
        assertEquals(listOf(listOf(P.READ_MEDIA_AUDIO)), Permissions.dialogs(Resource.MEDIA, listOf("audio"), 34))
    }

    private fun gate(api: Int) = NativeGate.open(
        GateOptions(dir = Gates.directory().path, policy = Gates.policy(), process = "main", api = api.toUShort()),
    )
}
