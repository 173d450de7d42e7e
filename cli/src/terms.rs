//! What people call the words of the field, in both languages.

use menshen::{AppState, Basis, ChangeKind, ConsentKind, Resource, Scopes, SdkRole, Span};

use crate::lang::Lang;

/// A name in both languages: Chinese, English.
pub(crate) type Name = (&'static str, &'static str);

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

/// The scopes that no other one of the set implies.
pub(crate) fn leading(resource: Resource, scopes: Scopes) -> Scopes {
    let implied = |bit: u8| {
        let above = Scopes::bit(bit).closed_up(resource).without(Scopes::bit(bit));
        !(above & scopes).is_empty()
    };
    scopes.iter().filter(|bit| !implied(*bit)).fold(Scopes::NONE, |all, bit| all | Scopes::bit(bit))
}

/// How consent is obtained.
pub(crate) const fn consent(kind: ConsentKind) -> Name {
    match kind {
        ConsentKind::Policy => ("同意隐私政策", "accepting the policy"),
        ConsentKind::InContext => ("使用时同意", "consent at first use"),
        ConsentKind::Separate => ("单独同意", "separate consent"),
    }
}

/// A legal basis (PIPL 13).
pub(crate) const fn basis(basis: Basis) -> Name {
    match basis {
        Basis::Consent => ("个人同意", "consent"),
        Basis::Contract => ("订立、履行合同所必需", "needed for a contract"),
        Basis::LegalObligation => ("履行法定义务所必需", "duty set by law"),
        Basis::Emergency => {
            ("应对突发公共卫生事件或紧急保护生命财产", "public health or emergency")
        }
        Basis::News => ("为公共利益的新闻报道、舆论监督", "news in the public interest"),
        Basis::PublicInformation => ("已合法公开的信息", "lawfully public information"),
        Basis::Law => ("法律、行政法规规定的其他情形", "other laws"),
    }
}

/// The furthest app state.
pub(crate) const fn context(state: AppState) -> Name {
    match state {
        AppState::Foreground => ("仅前台", "foreground only"),
        AppState::Perceptible => ("前台和可感知的后台", "foreground and perceptible background"),
        AppState::Background => ("包括后台", "background too"),
    }
}

/// How a third party stands to the app's operator.
pub(crate) const fn role(role: SdkRole) -> Name {
    match role {
        SdkRole::Processor => ("受托处理", "processor on our behalf"),
        SdkRole::Independent => ("独立处理", "independent controller"),
    }
}

/// How long data is kept.
pub(crate) fn retention(span: Span, lang: Lang) -> String {
    let written = span.to_string();
    let (count, unit) = written.split_at(written.len().saturating_sub(1));
    let (zh, en) = match (count, unit) {
        ("0", _) => return lang.pick("用后即删，不保存", "not kept").to_owned(),
        (_, "d") => ("天", "days"),
        (_, "h") => ("小时", "hours"),
        (_, "m") => ("分钟", "minutes"),
        _ => ("秒", "seconds"),
    };
    match lang {
        Lang::Zh => format!("{count} {zh}"),
        Lang::En if count == "1" => format!("1 {}", en.trim_end_matches('s')),
        Lang::En => format!("{count} {en}"),
    }
}

/// What makes a change material.
pub(crate) const fn change(kind: ChangeKind) -> Name {
    match kind {
        ChangeKind::NewPurpose => ("新增目的", "new purpose"),
        ChangeKind::WiderScope => ("范围扩大", "wider scope"),
        ChangeKind::NewResource => ("新增权限资源", "new resource"),
        ChangeKind::NewRecipient => ("新增接收方", "new recipient"),
        ChangeKind::LongerRetention => ("保存期限延长", "longer retention"),
        ChangeKind::Controller => ("处理者变更", "another controller"),
        ChangeKind::RightsChannel => ("权利或联络渠道变更", "rights or whom to write to"),
        ChangeKind::HighRisk => ("影响评估为高风险", "assessed as high risk"),
    }
}

pub(crate) fn pick(name: Name, lang: Lang) -> &'static str {
    lang.pick(name.0, name.1)
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
    fn spans_are_said_in_words() {
        let said = |text: &str, lang| retention(text.parse().unwrap(), lang);
        assert_eq!(said("0d", Lang::En), "not kept");
        assert_eq!(said("24h", Lang::En), "1 day");
        assert_eq!(said("90m", Lang::Zh), "90 分钟");
    }

    #[test]
    fn what_is_implied_goes_without_saying() {
        let photo = Resource::Camera.scopes(["preview", "photo"]).unwrap();
        assert_eq!(scoped(Resource::Camera, photo, Lang::En), "camera (photo)");
        let both = Resource::Location.scopes(["coarse", "background"]).unwrap();
        assert_eq!(scoped(Resource::Location, both, Lang::Zh), "位置（大致位置、后台定位）");
    }
}
