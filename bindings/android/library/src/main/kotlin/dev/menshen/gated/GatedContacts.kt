package dev.menshen.gated

import android.content.ContentResolver
import android.content.Intent
import android.net.Uri
import android.provider.ContactsContract.CommonDataKinds.Phone
import android.provider.ContactsContract.PhoneLookup
import dev.menshen.Contacts
import dev.menshen.Denied
import dev.menshen.Lease

/** An entry of the address book: no more than a name and a number. */
public class Contact(public val name: String, public val number: String)

/** The address book, behind a lease. These calls block: not for the main thread. */
public object GatedContacts {
    /**
     * Those of [numbers] that are in the address book. Each is looked up on its own; nothing else of
     * the book is read.
     *
     * @throws Denied when the lease is over, or ends meanwhile.
     */
    @JvmStatic
    @Throws(Denied::class)
    public fun match(lease: Lease<Contacts.Match>, numbers: Collection<String>): Set<String> =
        numbers.filterTo(LinkedHashSet()) { number ->
            lease.take { number.isNotBlank() && isKnown(it.contentResolver, number) }
        }

    /**
     * Everybody with a number: name and number, nothing else.
     *
     * @throws Denied when the lease is over, or ends meanwhile.
     */
    @JvmStatic
    @Throws(Denied::class)
    public fun read(lease: Lease<Contacts.Read>): List<Contact> = lease.take { context ->
        context.contentResolver.rows(Phone.CONTENT_URI, Phone.DISPLAY_NAME, Phone.NUMBER) {
            Contact(it.getString(0).orEmpty(), it.getString(1).orEmpty())
        }
    }

    /** Lets the user pick one number, which the result's `data` leads to. Needs no permission, so no lease. */
    @JvmStatic
    public fun pickIntent(): Intent = Intent(Intent.ACTION_PICK, Phone.CONTENT_URI)

    private fun isKnown(resolver: ContentResolver, number: String): Boolean {
        val lookup = Uri.withAppendedPath(PhoneLookup.CONTENT_FILTER_URI, Uri.encode(number))
        return resolver.rows(lookup, PhoneLookup._ID) { }.isNotEmpty()
    }
}
