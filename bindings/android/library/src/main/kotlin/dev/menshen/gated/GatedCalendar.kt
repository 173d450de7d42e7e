package dev.menshen.gated

import android.content.ContentValues
import android.content.Intent
import android.net.Uri
import android.provider.CalendarContract
import android.provider.CalendarContract.Events
import android.provider.CalendarContract.Reminders
import dev.menshen.Calendar
import dev.menshen.Denied
import dev.menshen.Lease
import java.util.TimeZone

/** An entry for the calendar. Times are in milliseconds since 1970. */
public class CalendarEvent @JvmOverloads constructor(
    public val title: String,
    public val begin: Long,
    public val end: Long,
    public val place: String? = null,
    public val text: String? = null,
    /** How many minutes before [begin] the user is reminded; `null` for not at all. */
    public val reminder: Int? = null,
)

/** The calendar, behind a lease. */
public object GatedCalendar {
    /**
     * Opens the calendar app with the entry filled in: the user saves it. Needs no permission.
     *
     * @throws Denied when the lease is over.
     */
    @JvmStatic
    @Throws(Denied::class)
    public fun insertIntent(lease: Lease<Calendar.Add>, event: CalendarEvent): Intent = lease.act {
        Intent(Intent.ACTION_INSERT, Events.CONTENT_URI)
            .putExtra(Events.TITLE, event.title)
            .putExtra(CalendarContract.EXTRA_EVENT_BEGIN_TIME, event.begin)
            .putExtra(CalendarContract.EXTRA_EVENT_END_TIME, event.end)
            .putExtra(Events.EVENT_LOCATION, event.place)
            .putExtra(Events.DESCRIPTION, event.text)
            .putExtra(Events.HAS_ALARM, event.reminder != null)
    }

    /**
     * Writes the entry, without reading anything; says where it is, `null` when the calendar did not
     * take it. Blocks: not for the main thread.
     *
     * @param calendar the calendar's number; 1 is the device's own on most phones.
     * @throws Denied when the lease is over.
     */
    @JvmStatic
    @JvmOverloads
    @Throws(Denied::class)
    public fun insert(lease: Lease<Calendar.Write>, event: CalendarEvent, calendar: Long = 1): Uri? = lease.act { context ->
        val resolver = context.contentResolver
        val entry = resolver.insert(Events.CONTENT_URI, event.values(calendar)) ?: return null
        if (event.reminder != null) resolver.insert(Reminders.CONTENT_URI, reminder(entry, event.reminder))
        entry
    }

    private fun CalendarEvent.values(calendar: Long) = ContentValues().apply {
        put(Events.CALENDAR_ID, calendar)
        put(Events.TITLE, title)
        put(Events.DTSTART, begin)
        put(Events.DTEND, end)
        put(Events.EVENT_TIMEZONE, TimeZone.getDefault().id)
        put(Events.EVENT_LOCATION, place)
        put(Events.DESCRIPTION, text)
    }

    private fun reminder(entry: Uri, minutes: Int) = ContentValues().apply {
        put(Reminders.EVENT_ID, entry.lastPathSegment)
        put(Reminders.MINUTES, minutes)
        put(Reminders.METHOD, Reminders.METHOD_ALERT)
    }
}
