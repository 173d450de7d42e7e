package dev.menshen.sample

import android.app.AppOpsManager
import android.app.Application
import android.os.Process
import org.robolectric.Shadows.shadowOf

/** The special access to the system's settings, which has a switch of its own and no dialog. */
object WriteSettings {
    fun allow(app: Application, on: Boolean) {
        val mode = if (on) AppOpsManager.MODE_ALLOWED else AppOpsManager.MODE_IGNORED
        val ops = checkNotNull(app.getSystemService(AppOpsManager::class.java))
        shadowOf(ops).setMode(AppOpsManager.OPSTR_WRITE_SETTINGS, Process.myUid(), app.packageName, mode)
    }
}
