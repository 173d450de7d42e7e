package dev.menshen.gated

import android.content.ContentProvider
import android.content.ContentValues
import android.database.Cursor
import android.database.MatrixCursor
import android.net.Uri
import org.robolectric.shadows.ShadowContentResolver

/** A content provider for tests: answers with [rows], and remembers what it was asked and told. */
internal class Table(authority: String, private val rows: (Uri) -> List<List<Any?>>) : ContentProvider() {
    val asked = ArrayList<Pair<Uri, List<String>>>()
    val inserted = ArrayList<Pair<Uri, ContentValues>>()
    val updated = ArrayList<Pair<Uri, ContentValues>>()
    val deleted = ArrayList<Uri>()
    var onQuery: () -> Unit = {}

    init {
        ShadowContentResolver.registerProviderInternal(authority, this)
    }

    override fun onCreate(): Boolean = true

    override fun query(uri: Uri, columns: Array<String>?, where: String?, values: Array<String>?, order: String?): Cursor {
        asked += uri to columns.orEmpty().toList()
        onQuery()
        return MatrixCursor(columns).apply { rows(uri).forEach { addRow(it) } }
    }

    override fun insert(uri: Uri, values: ContentValues?): Uri? {
        inserted += uri to checkNotNull(values)
        return Uri.withAppendedPath(uri, "${inserted.size}")
    }

    override fun getType(uri: Uri): String? = null

    override fun delete(uri: Uri, where: String?, values: Array<String>?): Int {
        deleted += uri
        return 1
    }

    override fun update(uri: Uri, values: ContentValues?, where: String?, args: Array<String>?): Int {
        updated += uri to checkNotNull(values)
        return 1
    }
}
