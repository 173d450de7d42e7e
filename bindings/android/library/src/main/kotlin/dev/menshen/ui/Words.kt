package dev.menshen.ui

import dev.menshen.core.Basis
import dev.menshen.core.NeedText
import dev.menshen.core.Resource
import dev.menshen.core.SdkRole

private typealias Name = Pair<String, String>

private fun Lang.pick(name: Name): String = pick(name.first, name.second)

/** What people call a resource. */
internal fun Lang.resource(resource: Resource): String = pick(named(resource).first)

/** A resource and some of its scopes: `camera (photo)`. What another of them implies goes without saying. */
internal fun Lang.scoped(resource: Resource, scopes: List<String>): String {
    val names = named(resource).second
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

private val MATCH = mapOf("match" to ("本机识别" to "match on the device"), "read" to ("读取" to "read"), "write" to ("写入" to "write"))

private fun named(resource: Resource): Pair<Name, Map<String, Name>> = when (resource) {
    Resource.CAMERA -> ("相机" to "camera") to mapOf("preview" to ("取景" to "preview"), "photo" to ("拍照" to "photo"), "video" to ("录像" to "video"), "face" to ("人脸" to "face"))
    Resource.MICROPHONE -> ("麦克风" to "microphone") to mapOf("recognise" to ("识别声音" to "recognise"), "record" to ("录音" to "record"), "live" to ("实时语音" to "live voice"))
    Resource.LOCATION -> ("位置" to "location") to mapOf("coarse" to ("大致位置" to "approximate"), "fine" to ("精确位置" to "precise"), "background" to ("后台定位" to "in background"))
    Resource.CONTACTS -> ("通讯录" to "contacts") to MATCH
    Resource.CLIPBOARD -> ("剪贴板" to "clipboard") to MATCH
    Resource.BLUETOOTH -> ("蓝牙" to "Bluetooth") to mapOf("connected" to ("已连接的设备" to "connected devices"), "scan" to ("扫描" to "scan"), "connect" to ("连接" to "connect"))
    Resource.CALENDAR -> ("日历" to "calendar") to mapOf("add" to ("添加日程" to "add events"), "write" to ("写入" to "write"), "read" to ("读取" to "read"))
    Resource.MEDIA -> ("相册和媒体文件" to "media") to mapOf("pick" to ("由您选取" to "what you pick"), "images" to ("图片" to "images"), "video" to ("视频" to "videos"), "audio" to ("音频" to "audio"), "save" to ("保存" to "save"))
    Resource.NOTIFICATIONS -> ("通知" to "notifications") to mapOf("post" to ("发送通知" to "post"))
    Resource.MOTION -> ("运动传感器" to "motion sensors") to mapOf("raw" to ("传感器数据" to "sensor data"), "activity" to ("运动状态" to "activity"))
    Resource.DEVICE_ID -> ("设备标识" to "device identifiers") to mapOf("model" to ("机型" to "model"), "app_scoped" to ("应用级标识符" to "app-scoped identifiers"), "advertising" to ("广告标识符" to "advertising identifiers"), "hardware" to ("硬件标识符" to "hardware identifiers"))
    Resource.WIFI -> ("网络信息" to "network") to mapOf("state" to ("网络类型和状态" to "state"), "ssid" to ("Wi-Fi 名称" to "Wi-Fi name"))
    Resource.INSTALLED_APPS -> ("已安装应用" to "installed apps") to mapOf("query" to ("查询" to "query"))
    Resource.SYSTEM_SETTINGS -> ("系统设置" to "system settings") to mapOf("write" to ("修改" to "change"))
    Resource.PHONE -> ("电话" to "phone") to mapOf("number" to ("本机号码" to "own number"))
    Resource.ACCESSORY -> ("外接设备" to "accessories") to mapOf("model" to ("型号" to "model"), "id" to ("设备 ID" to "device ID"))
}
