package dev.menshen.sample.play

import android.content.Context

/** What was listened to, newest last; kept on the phone, and only while the user agrees. */
object History {
    fun add(context: Context, song: Song) {
        val then = read(context) + Song.all.indexOf(song)
        kept(context).edit().putString(SONGS, then.takeLast(MOST).joinToString(",")).apply()
    }

    fun read(context: Context): List<Int> =
        kept(context).getString(SONGS, null).orEmpty().split(',').mapNotNull(String::toIntOrNull)

    private fun kept(context: Context) = context.getSharedPreferences("history", Context.MODE_PRIVATE)

    private const val SONGS = "songs"
    private const val MOST = 100
}
