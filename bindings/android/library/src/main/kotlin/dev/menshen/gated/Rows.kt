package dev.menshen.gated

import android.content.ContentResolver
import android.database.Cursor
import android.net.Uri

/** What [row] makes of each row, with these columns in this order. */
internal fun <R> ContentResolver.rows(
    table: Uri,
    vararg columns: String,
    where: String? = null,
    row: (Cursor) -> R,
): List<R> = query(table, columns, where, null, null)?.use { cursor ->
    buildList { while (cursor.moveToNext()) add(row(cursor)) }
}.orEmpty()
