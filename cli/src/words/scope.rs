//! Resources and their scopes.

use menshen::{Resource, Scopes};

use super::{Name, pick};
use crate::lang::Lang;

/// A resource's name, and those of its scopes, lowest bit first.
type Named = (Name, &'static [Name]);

/// A resource.
pub(crate) fn resource(resource: Resource, lang: Lang) -> &'static str {
    pick(named(resource).0, lang)
}

/// Some scopes of a resource, without the resource's own name. What another of them implies is
/// left out: who may take photos may of course show the preview.
pub(crate) fn scopes(resource: Resource, scopes: Scopes, lang: Lang) -> String {
    let names = named(resource).1;
    let said = leading(resource, scopes);
    let said = said.iter().filter_map(|bit| names.get(usize::from(bit)));
    let said: Vec<&str> = said.map(|name| pick(*name, lang)).collect();
    said.join(lang.pick("、", ", "))
}

/// A resource and some of its scopes: `camera (photo)`.
pub(crate) fn scoped(of: Resource, some: Scopes, lang: Lang) -> String {
    let (resource, scopes) = (resource(of, lang), scopes(of, some, lang));
    match lang {
        Lang::Zh => format!("{resource}（{scopes}）"),
        Lang::En => format!("{resource} ({scopes})"),
    }
}

/// What was used: `相机：拍照`, `camera: photo`.
pub(crate) fn used(of: Resource, some: Scopes, lang: Lang) -> String {
    let (resource, scopes) = (resource(of, lang), scopes(of, some, lang));
    match (scopes.is_empty(), lang) {
        (true, _) => resource.to_owned(),
        (_, Lang::Zh) => format!("{resource}：{scopes}"),
        (_, Lang::En) => format!("{resource}: {scopes}"),
    }
}

/// The scopes that no other one of the set implies.
pub(crate) fn leading(resource: Resource, scopes: Scopes) -> Scopes {
    let implied = |bit: u8| {
        let above = Scopes::bit(bit).closed_up(resource).without(Scopes::bit(bit));
        !(above & scopes).is_empty()
    };
    scopes.iter().filter(|bit| !implied(*bit)).fold(Scopes::NONE, |all, bit| all | Scopes::bit(bit))
}

const fn named(resource: Resource) -> Named {
    const MATCH_READ_WRITE: &[Name] =
        &[("本机识别", "match on the device"), ("读取", "read"), ("写入", "write")];
    match resource {
        Resource::Camera => (
            ("相机", "camera"),
            &[("取景", "preview"), ("拍照", "photo"), ("录像", "video"), ("人脸", "face")],
        ),
        Resource::Microphone => (
            ("麦克风", "microphone"),
            &[("识别声音", "recognise"), ("录音", "record"), ("实时语音", "live voice")],
        ),
        Resource::Location => (
            ("位置", "location"),
            &[("大致位置", "approximate"), ("精确位置", "precise"), ("后台定位", "in background")],
        ),
        Resource::Contacts => (("通讯录", "contacts"), MATCH_READ_WRITE),
        Resource::Clipboard => (("剪贴板", "clipboard"), MATCH_READ_WRITE),
        Resource::Bluetooth => (
            ("蓝牙", "Bluetooth"),
            &[("已连接的设备", "connected devices"), ("扫描", "scan"), ("连接", "connect")],
        ),
        Resource::Calendar => (
            ("日历", "calendar"),
            &[("添加日程", "add events"), ("写入", "write"), ("读取", "read")],
        ),
        Resource::Media => (
            ("相册和媒体文件", "media"),
            &[
                ("由您选取", "what you pick"),
                ("图片", "images"),
                ("视频", "videos"),
                ("音频", "audio"),
                ("保存", "save"),
            ],
        ),
        Resource::Notifications => (("通知", "notifications"), &[("发送通知", "post")]),
        Resource::Motion => (
            ("运动传感器", "motion sensors"),
            &[("传感器数据", "sensor data"), ("运动状态", "activity")],
        ),
        Resource::DeviceId => (
            ("设备标识", "device identifiers"),
            &[
                ("机型", "model"),
                ("应用级标识符", "app-scoped identifiers"),
                ("广告标识符", "advertising identifiers"),
                ("硬件标识符", "hardware identifiers"),
            ],
        ),
        Resource::Wifi => {
            (("网络信息", "network"), &[("网络类型和状态", "state"), ("Wi-Fi 名称", "Wi-Fi name")])
        }
        Resource::InstalledApps => (("已安装应用", "installed apps"), &[("查询", "query")]),
        Resource::SystemSettings => (("系统设置", "system settings"), &[("修改", "change")]),
        Resource::Phone => (("电话", "phone"), &[("本机号码", "own number")]),
        Resource::Accessory => {
            (("外接设备", "accessories"), &[("型号", "model"), ("设备 ID", "device ID")])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scope_has_a_name() {
        for resource in Resource::ALL {
            assert_eq!(named(*resource).1.len(), resource.scope_names().count(), "{resource}");
        }
    }

    #[test]
    fn what_is_implied_goes_without_saying() {
        let photo = Resource::Camera.scopes(["preview", "photo"]).unwrap();
        assert_eq!(scoped(Resource::Camera, photo, Lang::En), "camera (photo)");
        let both = Resource::Location.scopes(["coarse", "background"]).unwrap();
        assert_eq!(scoped(Resource::Location, both, Lang::Zh), "位置（大致位置、后台定位）");
        assert_eq!(used(Resource::Camera, photo, Lang::Zh), "相机：拍照");
        assert_eq!(used(Resource::Camera, Scopes::NONE, Lang::En), "camera");
    }
}
