package dev.menshen.gated

import dev.menshen.AppIds
import dev.menshen.DeviceId
import dev.menshen.core.Resource
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Test
import java.io.File

internal class GatedDeviceIdTest : GatedTest() {
    private val model = access<DeviceId.Model>("device-info", Resource.DEVICE_ID, "model")
    private val id = access<DeviceId.AppScoped>("device-info", Resource.DEVICE_ID, "app_scoped")
    private val other = access<DeviceId.AppScoped>("more", Resource.DEVICE_ID, "app_scoped")
    private val folder = File(app.noBackupFilesDir, "menshen-ids")

    private fun current() = granted(id).use(GatedDeviceId::appScoped)

    @Test
    fun theModelIsReadAndNothingElse() {
        assertEquals("${android.os.Build.MANUFACTURER} ${android.os.Build.MODEL}", GatedDeviceId.model(granted(model)))
    }

    @Test
    fun aPurposeKeepsItsOwnNumber() {
        val first = current()
        assertEquals(first, current())
        assertEquals("for the next start, too", first, AppIds(menshen).of(id))
        assertNotEquals(first, granted(other).use(GatedDeviceId::appScoped))
    }

    @Test
    fun aWithdrawalWipesIt() {
        val (first, others) = current() to granted(other).use(GatedDeviceId::appScoped)
        menshen.user.withdraw(id)
        assertEquals(1, folder.list()?.size)
        menshen.user.grant(id)
        assertNotEquals(first, current())
        assertEquals(others, granted(other).use(GatedDeviceId::appScoped))
    }

    @Test
    fun whoeverComesNextGetsAnother() {
        val first = current()
        menshen.switchSubject("ben")
        assertEquals(0, folder.list()?.size)
        val second = current()
        assertNotEquals(first, second)
        menshen.user.erase()
        assertEquals(0, folder.list()?.size)
    }

    @Test
    fun decliningThePolicyWipesIt() {
        current()
        menshen.user.declinePolicy()
        assertEquals(0, folder.list()?.size)
    }

    @Test
    fun aChangeElsewhereWipesItToo() {
        current()
        checkNotNull(menshen.native).withdraw(id.handle(false).toULong())
        eventually("wiped") { folder.list().isNullOrEmpty() }
    }

    @Test
    fun aDamagedNumberIsMadeAnew() {
        val first = current()
        checkNotNull(folder.listFiles()).single().writeText("half")
        assertNotEquals(first, current())
        assertEquals(current(), current())
    }

    @Test
    fun nothingIsToldWithoutALiveLease() {
        assertNeedsLife(model) { GatedDeviceId.model(it) }
        assertNeedsLife(id) { GatedDeviceId.appScoped(it) }
        assertEquals(0, folder.list().orEmpty().size)
    }
}
