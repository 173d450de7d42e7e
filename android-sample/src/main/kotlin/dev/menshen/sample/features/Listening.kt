package dev.menshen.sample.features

import dev.menshen.gated.GatedMedia
import dev.menshen.sample.Feature
import dev.menshen.sample.Purposes
import dev.menshen.sample.Words
import dev.menshen.sample.play.FakeAudio
import dev.menshen.sample.play.Song

internal val LISTENING: List<Feature> = listOf(
    Feature(4, Words("播放历史和收藏", "History and favourites"), "mayUse", Purposes.PlaybackHistory.mayUse) {
        ask(Purposes.PlaybackHistory.mayUse, Words("正在记录您听过的歌", "Keeping what you listen to"))
    },
    Feature(4, Words("下载这首歌", "Download this song"), "GatedMedia.save", Purposes.Download.mediaSave) {
        menshen.with(Purposes.Download.mediaSave, tapped = true) { files ->
            val song = Song.all.first()
            val kept = aside { GatedMedia.save(files, "${song.title.en}.wav", "audio/x-wav", FakeAudio.wav(seconds = 1)) }
            if (kept != null) Words("已下载《${song.title.zh}》", "Downloaded ${song.title.en}")
            else Words("手机没有保存成功", "The phone did not keep it")
        }
    },
    Feature(5, Words("本地音乐", "Music on this phone"), "GatedMedia.audio", Purposes.LocalMusic.mediaAudio) {
        menshen.with(Purposes.LocalMusic.mediaAudio, tapped = true) { songs ->
            val found = aside { GatedMedia.audio(songs) }.size
            Words("找到 $found 首歌", "$found songs found")
        }
    },
)
