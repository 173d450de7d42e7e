package dev.menshen.sample.features

import android.app.Notification
import android.content.Context
import dev.menshen.Access
import dev.menshen.Calendar
import dev.menshen.gated.CalendarEvent
import dev.menshen.gated.GatedCalendar
import dev.menshen.gated.GatedMedia
import dev.menshen.gated.GatedNotifications
import dev.menshen.gated.GatedSettings
import dev.menshen.sample.Feature
import dev.menshen.sample.Purposes
import dev.menshen.sample.Visit
import dev.menshen.sample.Words
import dev.menshen.sample.play.FakeAudio
import dev.menshen.sample.play.Notices

internal val REMINDING: List<Feature> = listOf(
    Feature(15, Words("音乐闹钟", "Music alarm"), "GatedNotifications.post", Purposes.MusicAlarm.all) {
        menshen.withAll(Purposes.MusicAlarm.all, tapped = true) { alarm ->
            aside { GatedMedia.save(alarm.mediaSave, "alarm.wav", "audio/x-wav", FakeAudio.wav(seconds = 1)) }
            GatedNotifications.post(alarm.notificationsPost, ALARM, alarmSet(context))
            Words("明早 7:30 用音乐叫醒您", "Music will wake you at 7:30")
        }
    },
    Feature(15, Words("设为铃声", "Set as ringtone"), "GatedSettings.ringtone", Purposes.Ringtone.mediaSave) {
        val uri = menshen.with(Purposes.Ringtone.mediaSave, tapped = true) { files ->
            aside { GatedMedia.save(files, "ringtone.wav", "audio/x-wav", FakeAudio.wav(seconds = 1)) }
        } ?: return@Feature Words("手机没有保存成功", "The phone did not keep it")
        menshen.with(Purposes.Ringtone.systemSettingsWrite, tapped = true) { settings ->
            GatedSettings.ringtone(settings, uri)
            Words("来电铃声已更换", "Your ringtone is changed")
        }
    },
    Feature(16, Words("开票提醒", "Ticket sale"), "GatedCalendar.insertIntent", Purposes.TicketReminder.calendarAdd) {
        remind(Purposes.TicketReminder.calendarAdd, Words("演唱会开票", "Tickets on sale"))
    },
    Feature(16, Words("直播提醒", "Live show"), "GatedCalendar.insertIntent", Purposes.LiveReminder.calendarAdd) {
        remind(Purposes.LiveReminder.calendarAdd, Words("直播开始", "The live show starts"))
    },
    Feature(16, Words("会员活动提醒", "Member event"), "GatedCalendar.insertIntent", Purposes.MemberReminder.calendarAdd) {
        remind(Purposes.MemberReminder.calendarAdd, Words("会员日", "Members' day"))
    },
)

private const val ALARM = 7
private const val HOUR = 3_600_000L

private fun Visit.event(title: Words): CalendarEvent {
    val begins = System.currentTimeMillis() + 24 * HOUR
    return CalendarEvent(title.on(context), begins, begins + HOUR)
}

private suspend fun Visit.remind(access: Access<Calendar.Add>, title: Words): Words =
    menshen.with(access, tapped = true) { calendar ->
        start(GatedCalendar.insertIntent(calendar, event(title)))
        Words("请在日历里确认", "Please confirm it in the calendar")
    }

private fun alarmSet(context: Context): Notification {
    val title = Words("音乐闹钟 7:30", "Music alarm 7:30").on(context)
    return Notices.make(context, "alarm", Words("闹钟", "Alarm"), title, android.R.drawable.ic_lock_idle_alarm)
}
