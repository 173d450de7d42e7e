package dev.menshen.sample.features

import dev.menshen.sample.Feature
import dev.menshen.sample.Purposes
import dev.menshen.sample.Words

internal val SHOPPING: List<Feature> = listOf(
    Feature(13, Words("买实体专辑", "Buy a record"), "mayUse", Purposes.OrderDelivery.mayUse) {
        ask(Purposes.OrderDelivery.mayUse, Words("已下单，等待发货", "Ordered"))
    },
    Feature(13, Words("支付", "Pay"), "mayUse", Purposes.Payment.mayUse) {
        ask(Purposes.Payment.mayUse, Words("支付成功（演示）", "Paid (not really)"))
    },
    Feature(13, Words("我的订单", "My orders"), "mayUse", Purposes.OrderRecords.mayUse) {
        ask(Purposes.OrderRecords.mayUse, Words("有 1 笔订单", "1 order"))
    },
    Feature(13, Words("退费", "Refund"), "mayUse", Purposes.Refund.mayUse) {
        ask(Purposes.Refund.mayUse, Words("退费申请已提交", "Refund asked for"))
    },
    Feature(13, Words("订单进度", "Order status"), "mayUse", Purposes.TransactionStatus.mayUse) {
        ask(Purposes.TransactionStatus.mayUse, Words("明天送达", "Arrives tomorrow"))
    },
)
