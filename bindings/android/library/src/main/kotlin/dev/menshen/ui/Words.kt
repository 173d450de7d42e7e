package dev.menshen.ui

import dev.menshen.core.Basis
import dev.menshen.core.NeedText
import dev.menshen.core.Resource
import dev.menshen.core.SdkRole

private typealias Name = Pair<String, String>

private fun Lang.pick(name: Name): String = pick(name.first, name.second)

/** What people call a resource. */
internal fun Lang.resource(resource: Resource): String = pick(named(resource).name)

/** A resource and some of its scopes: `camera (photo)`. What another of them implies goes without saying. */
internal fun Lang.scoped(resource: Resource, scopes: List<String>): String {
    val names = named(resource).scopes
    val said = scopes.filterNot { scope -> scopes.any { scope in implied(resource, it) } }
    val inWords = said.mapNotNull { names[it] }.map { pick(it) }
    return if (inWords.isEmpty()) resource(resource) else remark(resource(resource), list(inWords))
}

/** What a purpose uses. */
internal fun Lang.needs(needs: List<NeedText>, optional: String): String = sentence(
    needs.joinToString(pick("；", "; ")) { need ->
        val said = scoped(need.resource, need.scopeNames)
        if (need.optional) pick("$said，$optional", "$said, $optional") else said
    },
)

/** What the system's pages call the permission for a resource. */
internal fun Lang.permission(resource: Resource): String = when (resource) {
    Resource.CAMERA -> pick("相机", "Camera")
    Resource.MICROPHONE -> pick("麦克风", "Microphone")
    Resource.LOCATION -> pick("位置信息", "Location")
    Resource.CONTACTS -> pick("通讯录", "Contacts")
    Resource.BLUETOOTH -> pick("附近的设备", "Nearby devices")
    Resource.CALENDAR -> pick("日历", "Calendar")
    Resource.MEDIA -> pick("照片和视频", "Photos and videos")
    Resource.NOTIFICATIONS -> pick("通知", "Notifications")
    Resource.MOTION -> pick("身体活动", "Physical activity")
    Resource.PHONE -> pick("电话", "Phone")
    Resource.SYSTEM_SETTINGS -> pick("允许修改系统设置", "Allow modifying system settings")
    else -> resource(resource)
}

/** A declared span, such as `30d`. */
internal fun Lang.retention(span: String): String {
    val count = span.dropLast(1)
    if (count == "0") return pick("用后即删，不保存", "Not kept")
    val (zh, en) = when (span.last()) {
        'd' -> "天" to "day"
        'h' -> "小时" to "hour"
        'm' -> "分钟" to "minute"
        else -> "秒" to "second"
    }
    return pick("$count $zh", if (count == "1") "1 $en" else "$count ${en}s")
}

/** A legal basis (PIPL 13). */
internal fun Lang.basis(basis: Basis): String = when (basis) {
    Basis.CONSENT -> pick("个人同意", "consent")
    Basis.CONTRACT -> pick("订立、履行合同所必需", "needed for a contract")
    Basis.LEGAL_OBLIGATION -> pick("履行法定义务所必需", "duty set by law")
    Basis.EMERGENCY -> pick("应对突发公共卫生事件或紧急保护生命财产", "public health or emergency")
    Basis.NEWS -> pick("为公共利益的新闻报道、舆论监督", "news in the public interest")
    Basis.PUBLIC_INFORMATION -> pick("已合法公开的信息", "lawfully public information")
    Basis.LAW -> pick("法律、行政法规规定的其他情形", "other laws")
}

/** How a third party stands to the app's operator. */
internal fun Lang.role(role: SdkRole): String = when (role) {
    SdkRole.PROCESSOR -> pick("受托处理", "processor on our behalf")
    SdkRole.INDEPENDENT -> pick("独立处理", "independent controller")
}

private fun implied(resource: Resource, by: String): Set<String> = when (resource to by) {
    Resource.CAMERA to "photo", Resource.CAMERA to "video", Resource.CAMERA to "face" -> setOf("preview")
    Resource.MICROPHONE to "record", Resource.MICROPHONE to "live" -> setOf("recognise")
    Resource.LOCATION to "fine" -> setOf("coarse")
    Resource.CONTACTS to "read", Resource.CLIPBOARD to "read" -> setOf("match")
    Resource.BLUETOOTH to "connect" -> setOf("connected")
    Resource.CALENDAR to "write" -> setOf("add")
    Resource.WIFI to "ssid" -> setOf("state")
    else -> emptySet()
}

private class Words(zh: String, en: String, vararg scopes: Pair<String, Name>) {
    val name: Name = zh to en
    val scopes: Map<String, Name> = scopes.toMap()
}

private val MATCH_READ_WRITE = arrayOf(
    "match" to Name("本机识别", "match on the device"), "read" to Name("读取", "read"), "write" to Name("写入", "write"),
)

private fun named(resource: Resource): Words = when (resource) {
    Resource.CAMERA -> Words(
        "相机", "camera",
        "preview" to Name("取景", "preview"), "photo" to Name("拍照", "photo"), "video" to Name("录像", "video"), "face" to Name("人脸", "face"),
    )
    Resource.MICROPHONE -> Words(
        "麦克风", "microphone",
        "recognise" to Name("识别声音", "recognise"), "record" to Name("录音", "record"), "live" to Name("实时语音", "live voice"),
    )
    Resource.LOCATION -> Words(
        "位置", "location",
        "coarse" to Name("大致位置", "approximate"), "fine" to Name("精确位置", "precise"), "background" to Name("后台定位", "in background"),
    )
    Resource.CONTACTS -> Words("通讯录", "contacts", *MATCH_READ_WRITE)
    Resource.CLIPBOARD -> Words("剪贴板", "clipboard", *MATCH_READ_WRITE)
    Resource.BLUETOOTH -> Words(
        "蓝牙", "Bluetooth",
        "connected" to Name("已连接的设备", "connected devices"), "scan" to Name("扫描", "scan"), "connect" to Name("连接", "connect"),
    )
    Resource.CALENDAR -> Words(
        "日历", "calendar",
        "add" to Name("添加日程", "add events"), "write" to Name("写入", "write"), "read" to Name("读取", "read"),
    )
    Resource.MEDIA -> Words(
        "相册和媒体文件", "media",
        "pick" to Name("由您选取", "what you pick"), "images" to Name("图片", "images"), "video" to Name("视频", "videos"),
        "audio" to Name("音频", "audio"), "save" to Name("保存", "save"),
    )
    Resource.NOTIFICATIONS -> Words("通知", "notifications", "post" to Name("发送通知", "post"))
    Resource.MOTION -> Words("运动传感器", "motion sensors", "raw" to Name("传感器数据", "sensor data"), "activity" to Name("运动状态", "activity"))
    Resource.DEVICE_ID -> Words(
        "设备标识", "device identifiers",
        "model" to Name("机型", "model"), "app_scoped" to Name("应用级标识符", "app-scoped identifiers"),
        "advertising" to Name("广告标识符", "advertising identifiers"), "hardware" to Name("硬件标识符", "hardware identifiers"),
    )
    Resource.WIFI -> Words("网络信息", "network", "state" to Name("网络类型和状态", "state"), "ssid" to Name("Wi-Fi 名称", "Wi-Fi name"))
    Resource.INSTALLED_APPS -> Words("已安装应用", "installed apps", "query" to Name("查询", "query"))
    Resource.SYSTEM_SETTINGS -> Words("系统设置", "system settings", "write" to Name("修改", "change"))
    Resource.PHONE -> Words("电话", "phone", "number" to Name("本机号码", "own number"))
    Resource.ACCESSORY -> Words("外接设备", "accessories", "model" to Name("型号", "model"), "id" to Name("设备 ID", "device ID"))
}
