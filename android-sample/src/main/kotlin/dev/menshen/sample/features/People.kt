package dev.menshen.sample.features

import dev.menshen.Access
import dev.menshen.Denied
import dev.menshen.Location
import dev.menshen.Verdict
import dev.menshen.gated.GatedContacts
import dev.menshen.gated.GatedLocation
import dev.menshen.sample.Feature
import dev.menshen.sample.Purposes
import dev.menshen.sample.Visit
import dev.menshen.sample.Words

internal val PEOPLE: List<Feature> = listOf(
    Feature(9, Words("附近的人", "People nearby"), "GatedLocation.last", Purposes.NearbyPeople.locationCoarse) {
        near(Purposes.NearbyPeople.locationCoarse, Words("附近有 12 人在听歌", "12 people nearby are listening"))
    },
    Feature(9, Words("在“附近的人”里可见", "Be seen nearby"), "mayUse", Purposes.NearbyVisibility.mayUse) {
        ask(Purposes.NearbyVisibility.mayUse, Words("附近的人可以看到您", "People nearby can see you"))
    },
    Feature(9, Words("一起听", "Listen together"), "GatedLocation.last", Purposes.ListenTogether.locationCoarse) {
        near(Purposes.ListenTogether.locationCoarse, Words("已邀请附近的朋友一起听", "Friends nearby are invited"))
    },
    Feature(9, Words("附近的直播和演出", "Live nearby"), "GatedLocation.last", Purposes.NearbyLive.locationFine) {
        try {
            near(Purposes.NearbyLive.locationFine, Words("步行可到 2 场演出", "2 shows in walking distance"))
        } catch (denied: Denied) {
            // The approximate place will do where the user gave that; nobody is asked a second time.
            if (menshen.check(Purposes.NearbyLive.locationCoarse) != Verdict.Allow) throw denied
            near(Purposes.NearbyLive.locationCoarse, Words("附近有 2 场演出", "2 shows around here"))
        }
    },
    Feature(11, Words("从通讯录找好友", "Friends from contacts"), "GatedContacts.read", Purposes.FriendRecommendation.contactsRead) {
        menshen.with(Purposes.FriendRecommendation.contactsRead, tapped = true) { book ->
            val known = aside { GatedContacts.read(book) }.size
            Words("$known 位联系人里可能有朋友", "$known contacts looked through")
        }
    },
    Feature(11, Words("被推荐给好友", "Be suggested to friends"), "mayUse", Purposes.BeRecommended.mayUse) {
        ask(Purposes.BeRecommended.mayUse, Words("好友可以找到您", "Friends can find you"))
    },
)

/** What is near; where that is stays on the phone. */
internal suspend fun Visit.near(access: Access<Location.Coarse>, then: Words): Words =
    menshen.with(access, tapped = true) { here ->
        if (GatedLocation.last(here) != null) then else Words("还不知道您在哪里", "Your place is not known yet")
    }
