//! HarmonyOS' permissions. Sources are page names of the application permission lists on
//! developer.huawei.com unless they say more.

use menshen::AppState::Perceptible;
use menshen::Resource::*;

use super::Protection::{Normal, Restricted, Runtime, Special};
use super::{Permission, allows, from, needs, row, to};

const USER: &str = "开放权限（用户授权）";
const SYSTEM: &str = "开放权限（系统授权）";
const RESTRICTED: &str = "受限开放权限";

// A table is read by its rows.
#[rustfmt::skip]
pub(super) const TABLE: &[Permission] = &[
    row("ohos.permission.CAMERA", Runtime, &[needs(Camera, &[])],
        ["使用相机", "use the camera"], USER),
    row("ohos.permission.MICROPHONE", Runtime, &[needs(Microphone, &[])],
        ["使用麦克风", "use the microphone"], USER),
    row("ohos.permission.APPROXIMATELY_LOCATION", Runtime, &[needs(Location, &["coarse", "fine"])],
        ["获取模糊位置", "get the approximate position"], USER),
    row("ohos.permission.LOCATION", Runtime, &[needs(Location, &["fine"])],
        ["获取精确位置", "get the precise position"], USER),
    row("ohos.permission.LOCATION_IN_BACKGROUND", Special, &[needs(Location, &["background"])],
        ["在后台获取位置", "get the position in the background"], USER),
    row("ohos.permission.ACCESS_BLUETOOTH", Runtime, &[needs(Bluetooth, &[])],
        ["接入和使用蓝牙", "use Bluetooth"], USER),
    row("ohos.permission.USE_BLUETOOTH", Normal, &[allows(Bluetooth, &[])],
        ["查看蓝牙配置", "see how Bluetooth is set up"], SYSTEM),
    row("ohos.permission.DISCOVER_BLUETOOTH", Normal, &[allows(Bluetooth, &["scan", "connect"])],
        ["搜索和配对蓝牙设备", "find and pair Bluetooth devices"], SYSTEM),
    row("ohos.permission.PERSISTENT_BLUETOOTH_PEERS_MAC", Normal, &[allows(Bluetooth, &[])],
        ["长期识别蓝牙设备", "recognise Bluetooth devices over time"], RESTRICTED).at(from(16)),
    // The default calendar account, to which events are added, can only be got by reading.
    row("ohos.permission.READ_CALENDAR", Runtime,
        &[needs(Calendar, &["read"]), allows(Calendar, &["add", "write"])],
        ["读取日历", "read the calendar"], "@ohos.calendarManager (日程管理能力)"),
    row("ohos.permission.WRITE_CALENDAR", Runtime, &[needs(Calendar, &["add", "write"])],
        ["添加、更改日历活动", "add and change events in the calendar"], USER),
    row("ohos.permission.ACTIVITY_MOTION", Runtime, &[needs(Motion, &["activity"])],
        ["读取运动状态（步数等）", "read physical activity, such as steps"], USER),
    row("ohos.permission.ACCELEROMETER", Normal, &[allows(Motion, &["raw"])],
        ["读取加速度传感器", "read the accelerometer"], SYSTEM),
    row("ohos.permission.GYROSCOPE", Normal, &[allows(Motion, &["raw"])],
        ["读取陀螺仪传感器", "read the gyroscope"], SYSTEM),
    row("ohos.permission.APP_TRACKING_CONSENT", Runtime, &[needs(DeviceId, &["advertising"])],
        ["读取开放匿名设备标识符（OAID）", "read the open anonymous identifier (OAID)"], USER),
    row("ohos.permission.GET_WIFI_INFO", Normal,
        &[needs(Wifi, &["ssid"]), allows(Wifi, &["state"])],
        ["获取 WLAN 信息", "see the state and name of the Wi-Fi network"], SYSTEM),
    row("ohos.permission.GET_WIFI_PEERS_MAC", Normal, &[allows(Wifi, &["ssid"])],
        ["获取对端 WLAN 设备的 MAC 地址", "see the addresses of other Wi-Fi devices"], RESTRICTED),
    row("ohos.permission.GET_INSTALLED_BUNDLE_LIST", Restricted, &[allows(InstalledApps, &["query"])],
        ["读取应用列表", "read the list of installed apps"], "系统应用可申请的权限（用户授权）"),
    row("ohos.permission.MEDIA_LOCATION", Runtime, &[allows(Media, &["images", "video"])],
        ["读取照片中的拍摄地点", "read where pictures were taken"], USER),
    row("ohos.permission.READ_WRITE_DOWNLOAD_DIRECTORY", Runtime, &[allows(Media, &["save"])],
        ["访问 Download 目录", "use the download folder"], USER),

    // Only after the store's approval; mostly a picker or a button does.
    row("ohos.permission.READ_CONTACTS", Restricted, &[needs(Contacts, &["read"])],
        ["读取联系人", "read contacts"], RESTRICTED),
    row("ohos.permission.WRITE_CONTACTS", Restricted, &[needs(Contacts, &["write"])],
        ["修改联系人", "change contacts"], RESTRICTED),
    row("ohos.permission.READ_PASTEBOARD", Restricted, &[allows(Clipboard, &["read"])],
        ["读取剪贴板", "read the clipboard"], RESTRICTED),
    row("ohos.permission.READ_IMAGEVIDEO", Restricted, &[needs(Media, &["images", "video"])],
        ["读取图片和视频", "read pictures and videos"], RESTRICTED),
    row("ohos.permission.WRITE_IMAGEVIDEO", Restricted, &[allows(Media, &["save"])],
        ["修改图片和视频", "change pictures and videos"], RESTRICTED),
    row("ohos.permission.SHORT_TERM_WRITE_IMAGEVIDEO", Restricted, &[allows(Media, &["save"])],
        ["短时保存图片和视频", "save pictures and videos for a short time"], RESTRICTED).at(from(12)),
    row("ohos.permission.READ_AUDIO", Restricted, &[needs(Media, &["audio"])],
        ["读取音频文件", "read audio files"], RESTRICTED),
    row("ohos.permission.WRITE_AUDIO", Restricted, &[allows(Media, &["save"])],
        ["修改音频文件", "change audio files"], RESTRICTED),

    // Without effect on the systems that the gate runs on.
    row("ohos.permission.READ_MEDIA", Runtime, &[needs(Media, &["images", "video", "audio"])],
        ["读取媒体文件", "read media files"], USER).at(to(11)),
    row("ohos.permission.WRITE_MEDIA", Runtime, &[needs(Media, &["save"])],
        ["读写媒体文件", "write media files"], USER).at(to(11)),

    // Data about the user that no resource of a policy stands for.
    row("ohos.permission.READ_HEALTH_DATA", Runtime, &[], ["读取健康数据", "read health data"], USER),
    row("ohos.permission.DISTRIBUTED_DATASYNC", Runtime, &[],
        ["多设备协同", "exchange data with other devices"], USER),
    row("ohos.permission.ACCESS_NEARLINK", Runtime, &[], ["使用星闪", "use NearLink"], USER).at(from(12)),
    row("ohos.permission.READ_WRITE_DOCUMENTS_DIRECTORY", Runtime, &[],
        ["访问 Documents 目录", "use the documents folder"], USER),
    row("ohos.permission.CUSTOM_SCREEN_CAPTURE", Runtime, &[],
        ["获取屏幕图像", "capture the screen"], USER).at(from(14)),

    // What a need beyond the foreground takes; playing music takes it too.
    row("ohos.permission.KEEP_BACKGROUND_RUNNING", Normal,
        &[needs(Microphone, &[]).in_context(Perceptible),
          needs(Location, &["coarse", "fine"]).in_context(Perceptible)],
        ["在后台持续运行", "keep running in the background"], "长时任务(ArkTS)").harmless(),

    // Opens nothing about the user.
    free("ohos.permission.INTERNET", ["访问网络", "use the network"]),
    free("ohos.permission.GET_NETWORK_INFO", ["查看网络状态", "see the state of the network"]),
    free("ohos.permission.SET_NETWORK_INFO", ["配置网络", "set the network up"]),
    free("ohos.permission.SET_WIFI_INFO", ["配置 WLAN", "set Wi-Fi up"]),
    free("ohos.permission.VIBRATE", ["振动", "vibrate"]),
    free("ohos.permission.MODIFY_AUDIO_SETTINGS", ["更改音频设置", "change audio settings"]),
    free("ohos.permission.PUBLISH_AGENT_REMINDER", ["后台代理提醒", "set reminders"]),
    free("ohos.permission.RUNNING_LOCK", ["保持运行", "keep the device awake"]),
    free("ohos.permission.PRIVACY_WINDOW", ["防截屏窗口", "protect its windows from capture"]),
    free("ohos.permission.ACCESS_BIOMETRIC", ["由系统验证指纹或人脸", "let the system verify a finger or face"]),
    free("ohos.permission.ACCESS_NOTIFICATION_POLICY", ["读取通知策略", "see notification settings"]),
    free("ohos.permission.PREPARE_APP_TERMINATE", ["关闭前处理", "act before it is closed"]),
    free("ohos.permission.PRINT", ["打印", "print"]),
    free("ohos.permission.NFC_TAG", ["读写 NFC 标签", "use NFC tags"]),
    free("ohos.permission.SET_WALLPAPER", ["设置壁纸", "set the wallpaper"]),
    free("ohos.permission.COMMONEVENT_STICKY", ["发送粘性公共事件", "send sticky events"]),
    row("ohos.permission.SYSTEM_FLOAT_WINDOW", Normal, &[],
        ["显示悬浮窗", "draw over other apps"], RESTRICTED).harmless(),
];

const fn free(name: &'static str, title: [&'static str; 2]) -> Permission {
    row(name, Normal, &[], title, SYSTEM).harmless()
}
