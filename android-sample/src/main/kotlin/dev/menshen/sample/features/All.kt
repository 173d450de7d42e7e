package dev.menshen.sample.features

import dev.menshen.sample.Feature
import dev.menshen.sample.Section
import dev.menshen.sample.Words

/** Everything on the home screen, card by card. */
val SECTIONS: List<Section> = listOf(
    Section(Words("听歌", "Listen"), LISTENING),
    Section(Words("找歌", "Find"), FINDING),
    Section(Words("附近和好友", "People"), PEOPLE),
    Section(Words("创作和发布", "Create and publish"), PUBLISHING),
    Section(Words("提醒和铃声", "Reminders and ringtones"), REMINDING),
    Section(Words("耳机、车和运动", "Headphones, cars and sports"), DEVICES),
    Section(Words("商城", "Shop"), SHOPPING),
    Section(Words("个性化", "Personal"), PERSONAL),
)

val FEATURES: List<Feature> = SECTIONS.flatMap { it.features }
