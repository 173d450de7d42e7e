package dev.menshen.sample.features

import dev.menshen.MayUse
import dev.menshen.sample.Feature
import dev.menshen.sample.Purposes
import dev.menshen.sample.Visit
import dev.menshen.sample.Words

internal val PERSONAL: List<Feature> = listOf(
    switch(Words("个性化推荐", "Personalised content"), Purposes.PersonalisedContent.mayUse),
    switch(Words("定向广告", "Targeted ads"), Purposes.TargetedAds.mayUse),
    switch(Words("用位置和订单推荐内容", "Content by place and orders"), Purposes.ContentByLocationOrders.mayUse),
    switch(Words("用位置和订单推送广告", "Ads by place and orders"), Purposes.AdsByLocationOrders.mayUse),
    switch(Words("按特征标签推广", "Offers by profile"), Purposes.ProfiledMarketing.mayUse),
)

/** On and off by a tap, as clause 19 promises. */
private fun switch(title: Words, purpose: MayUse) = Feature(19, title, "mayUse, user.withdraw", purpose) {
    if (menshen.mayUse(purpose)) off(purpose) else ask(purpose, Words("已开启", "On"))
}

private fun Visit.off(purpose: MayUse): Words {
    menshen.user.withdraw(purpose)
    return Words("已关闭，相关数据不再使用", "Off; your data is no longer used for it")
}
