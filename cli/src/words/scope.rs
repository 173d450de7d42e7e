//! Resources and their scopes.

use menshen::{Resource, Scopes};

use crate::lang::Lang;

/// What was used: `相机：预览`, `camera: preview`. What another of the scopes implies is left out.
pub(crate) fn used(of: Resource, scopes: Scopes, lang: Lang) -> String {
    let names = of.names(strongest(of, scopes)).into_iter();
    let names: Vec<&str> = names.map(|name| scope(of, name, lang)).collect();
    let name = resource(of, lang);
    match names.is_empty() {
        true => name.to_owned(),
        false => {
            format!("{name}{}{}", lang.pick("：", ": "), names.join(lang.pick("、", ", ")))
        }
    }
}

fn strongest(of: Resource, scopes: Scopes) -> Scopes {
    let implied = scopes.iter().fold(Scopes::NONE, |all, bit| {
        let own = Scopes::bit(bit);
        all | own.closed_down(of).without(own)
    });
    scopes.without(implied)
}

pub(crate) fn resource(resource: Resource, lang: Lang) -> &'static str {
    match resource {
        Resource::Camera => lang.pick("相机", "camera"),
        Resource::Microphone => lang.pick("麦克风", "microphone"),
        Resource::Location => lang.pick("位置", "location"),
        Resource::Contacts => lang.pick("通讯录", "contacts"),
        Resource::Clipboard => lang.pick("剪贴板", "clipboard"),
        Resource::Bluetooth => lang.pick("蓝牙", "Bluetooth"),
        Resource::Calendar => lang.pick("日历", "calendar"),
        Resource::Media => lang.pick("媒体文件", "media files"),
        Resource::Notifications => lang.pick("通知", "notifications"),
        Resource::Motion => lang.pick("运动传感器", "motion sensors"),
        Resource::DeviceId => lang.pick("设备标识", "device identifiers"),
        Resource::Wifi => lang.pick("网络信息", "network"),
        Resource::InstalledApps => lang.pick("已安装应用列表", "installed apps"),
        Resource::SystemSettings => lang.pick("系统设置", "system settings"),
        Resource::Phone => lang.pick("电话", "phone"),
        Resource::Accessory => lang.pick("外接设备", "accessory"),
    }
}

/// A scope's name in words; a scope without any keeps its name.
fn scope(of: Resource, name: &str, lang: Lang) -> &str {
    let (zh, en) = match (of, name) {
        (Resource::Camera, "preview") => ("预览", "preview"),
        (Resource::Camera, "photo") => ("拍照", "photo"),
        (Resource::Camera, "video") => ("录像", "video"),
        (Resource::Camera, "face") => ("人脸", "face"),
        (Resource::Microphone, "recognise") => ("识别", "recognise"),
        (Resource::Microphone, "record") => ("录音", "record"),
        (Resource::Microphone, "live") => ("实时语音", "live"),
        (Resource::Location, "coarse") => ("大致位置", "approximate"),
        (Resource::Location, "fine") => ("精确位置", "precise"),
        (Resource::Location, "background") => ("后台定位", "in the background"),
        (Resource::Contacts | Resource::Clipboard, "match") => ("比对", "match"),
        (_, "read") => ("读取", "read"),
        (Resource::Bluetooth, "connected") => ("已连接的设备", "connected devices"),
        (Resource::Bluetooth, "scan") => ("扫描", "scan"),
        (Resource::Bluetooth, "connect") => ("连接", "connect"),
        (Resource::Calendar, "add") => ("添加日程", "add events"),
        (Resource::Media, "pick") => ("用户选取", "picked by the user"),
        (Resource::Media, "images") => ("图片", "images"),
        (Resource::Media, "video") => ("视频", "videos"),
        (Resource::Media, "audio") => ("音频", "audio"),
        (Resource::Media, "save") => ("保存", "save"),
        (Resource::Notifications, "post") => ("发送", "post"),
        (Resource::Motion, "raw") => ("传感器数据", "sensor data"),
        (Resource::Motion, "activity") => ("运动状态", "activity"),
        (Resource::DeviceId | Resource::Accessory, "model") => ("型号", "model"),
        (Resource::DeviceId, "app_scoped") => ("应用内标识", "app-scoped"),
        (Resource::DeviceId, "advertising") => ("广告标识", "advertising"),
        (Resource::DeviceId, "hardware") => ("硬件标识（如 IMEI）", "hardware (such as IMEI)"),
        (Resource::Wifi, "state") => ("连接状态", "state"),
        (Resource::Wifi, "ssid") => ("WLAN 名称（SSID）", "name (SSID)"),
        (Resource::InstalledApps, "query") => ("查询", "query"),
        (Resource::SystemSettings, "write") => ("修改", "write"),
        (_, "write") => ("写入", "write"),
        (Resource::Phone, "number") => ("本机号码", "own number"),
        (Resource::Accessory, "id") => ("标识", "identifier"),
        _ => (name, name),
    };
    lang.pick(zh, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scope_has_its_word() {
        for of in Resource::ALL {
            for name in of.scope_names() {
                assert!(!scope(*of, name, Lang::Zh).is_ascii(), "{of}:{name}");
            }
        }
    }

    #[test]
    fn what_is_implied_is_not_named() {
        let camera = Resource::Camera;
        let photo = camera.scopes(["photo"]).unwrap().closed_down(camera);
        assert_eq!(used(camera, photo, Lang::Zh), "相机：拍照");
        let both = Resource::DeviceId.scopes(["model", "hardware"]).unwrap();
        assert_eq!(
            used(Resource::DeviceId, both, Lang::En),
            "device identifiers: model, hardware (such as IMEI)"
        );
        assert_eq!(used(camera, Scopes::NONE, Lang::En), "camera");
    }
}
