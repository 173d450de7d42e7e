package dev.menshen.gated

import android.content.Intent
import android.provider.CalendarContract
import android.provider.CalendarContract.Events
import android.provider.CalendarContract.Reminders
import dev.menshen.Calendar
import dev.menshen.core.Resource
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

internal class GatedCalendarTest : GatedTest() {
    private val add = access<Calendar.Add>("ticket-reminder", Resource.CALENDAR, "add")
    private val write = access<Calendar.Write>("more", Resource.CALENDAR, "write")
    private val calendar = Table(CalendarContract.AUTHORITY) { emptyList() }
    private val concert = CalendarEvent("演唱会", 1_800_000_000_000, 1_800_007_200_000, place = "工人体育场", reminder = 60)

    @Test
    fun theCalendarAppOpensWithTheEntryFilledIn() {
        val intent = GatedCalendar.insertIntent(granted(add), concert)
        assertEquals(Intent.ACTION_INSERT to Events.CONTENT_URI, intent.action to intent.data)
        assertEquals("演唱会", intent.getStringExtra(Events.TITLE))
        assertEquals("工人体育场", intent.getStringExtra(Events.EVENT_LOCATION))
        assertEquals(concert.begin, intent.getLongExtra(CalendarContract.EXTRA_EVENT_BEGIN_TIME, 0))
        assertEquals(concert.end, intent.getLongExtra(CalendarContract.EXTRA_EVENT_END_TIME, 0))
    }

    @Test
    fun anEntryIsWrittenWithItsReminderAndNothingIsRead() {
        val entry = checkNotNull(GatedCalendar.insert(granted(write), concert, calendar = 3))
        val (event, reminder) = calendar.inserted
        assertEquals(Events.CONTENT_URI, event.first)
        assertEquals("演唱会", event.second.getAsString(Events.TITLE))
        assertEquals(3L, event.second.getAsLong(Events.CALENDAR_ID))
        assertEquals(Reminders.CONTENT_URI, reminder.first)
        assertEquals(entry.lastPathSegment, reminder.second.getAsString(Reminders.EVENT_ID))
        assertEquals(60, reminder.second.getAsInteger(Reminders.MINUTES))
        assertTrue(calendar.asked.isEmpty())
    }

    @Test
    fun nothingIsAddedWithoutALiveLease() {
        assertNeedsLife(add) { GatedCalendar.insertIntent(it, concert) }
        assertNeedsLife(write) { GatedCalendar.insert(it, concert) }
        assertTrue(calendar.inserted.isEmpty())
    }
}
