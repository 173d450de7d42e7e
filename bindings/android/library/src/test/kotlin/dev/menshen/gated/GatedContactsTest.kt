package dev.menshen.gated

import android.net.Uri
import android.provider.ContactsContract
import android.provider.ContactsContract.CommonDataKinds.Phone
import android.provider.ContactsContract.PhoneLookup
import dev.menshen.Contacts
import dev.menshen.Denied
import dev.menshen.core.Resource
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test

internal class GatedContactsTest : GatedTest() {
    private val match = access<Contacts.Match>("friend-recommendation", Resource.CONTACTS, "match")
    private val read = access<Contacts.Read>("friend-recommendation", Resource.CONTACTS, "read")
    private val book = Table(ContactsContract.AUTHORITY) { uri ->
        when {
            uri == Phone.CONTENT_URI -> listOf(listOf("张三", "13800000001"), listOf(null, "13800000002"))
            uri.lastPathSegment == "+86 13800000001" -> listOf(listOf(1L))
            else -> emptyList()
        }
    }

    @Test
    fun onlyTheNumbersThatAreGivenAreLookedUp() {
        val known = GatedContacts.match(granted(match), listOf("+86 13800000001", "13900000009", " "))
        assertEquals(setOf("+86 13800000001"), known)
        assertTrue(book.asked.all { (uri, columns) -> uri.isBelow(PhoneLookup.CONTENT_FILTER_URI) && columns == listOf(PhoneLookup._ID) })
        assertEquals("a blank number is everybody's", 2, book.asked.size)
    }

    @Test
    fun readingTakesNameAndNumberOnly() {
        val people = GatedContacts.read(granted(read))
        assertEquals(listOf("张三" to "13800000001", "" to "13800000002"), people.map { it.name to it.number })
        assertEquals(listOf(Phone.CONTENT_URI to listOf(Phone.DISPLAY_NAME, Phone.NUMBER)), book.asked)
        assertFalse("no payload where an object is printed", "张三" in people.first().toString())
    }

    @Test
    fun aWithdrawalMeanwhileStopsIt() {
        book.onQuery = { menshen.user.withdraw(match) }
        assertThrows(Denied::class.java) { GatedContacts.match(granted(match), listOf("+86 13800000001", "13900000009")) }
        assertEquals(1, book.asked.size)
        book.onQuery = { menshen.user.withdraw(read) }
        assertThrows(Denied::class.java) { GatedContacts.read(granted(read)) }
    }

    @Test
    fun nobodyIsLookedUpWithoutALiveLease() {
        assertNeedsLife(match) { GatedContacts.match(it, listOf("13900000009")) }
        assertNeedsLife(read) { GatedContacts.read(it) }
        assertTrue(book.asked.isEmpty())
    }

    private fun Uri.isBelow(other: Uri) = toString().startsWith(other.toString())
}
