package dev.menshen.sample.play

import dev.menshen.sample.Words

/** A made-up song; [colour] stands for its cover. */
class Song(val title: Words, val artist: Words, val colour: Int, val seconds: Int) {
    companion object {
        val all: List<Song> = listOf(
            Song(Words("山海之间", "Between Hills and Sea"), Words("南风", "South Wind"), 0xFFE85D4A.toInt(), 214),
            Song(Words("夜航", "Night Flight"), Words("灯塔乐队", "The Lighthouses"), 0xFF4A6FE8.toInt(), 187),
            Song(Words("四月的雨", "April Rain"), Words("林间", "Linjian"), 0xFF3FA796.toInt(), 241),
            Song(Words("远方来信", "A Letter from Afar"), Words("木棉", "Kapok"), 0xFFB9770E.toInt(), 198),
        )
    }
}
