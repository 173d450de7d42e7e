//! The rules about manifests, as data. Those about one permission come before the general ones,
//! which then keep silent about it.

use menshen::System::{Android, Harmony};

use super::Severity::{Error, Warning};
use super::checks::{backup, declared, features, levels, location, media, missing, modes, reasons};
use super::rule::Rule;
use crate::audit::Words;

/// Every rule, in the order in which they are judged.
pub(crate) static RULES: &[Rule] = &[
    Rule {
        id: location::BACKGROUND,
        severity: Error,
        only: None,
        title: Words { zh: "后台位置", en: "location in the background" },
        about: Words {
            zh: "只有某项用途声明了 location:background，才能申请后台位置权限；而且必须同时申请前\
                 台位置权限。两者不能一起弹窗：先获准前台，再单独申请后台（Android 11 起、\
                 HarmonyOS 都由用户在设置页里打开）。",
            en: "A permission for the background is asked for only where a purpose declares \
                 location:background, and together with one for the foreground. The two are not \
                 asked in one dialog: first the foreground is granted, then the background asked \
                 in a step of its own (from Android 11 on, and on HarmonyOS, on a page of the \
                 settings).",
        },
        check: location::background,
    },
    Rule {
        id: location::COARSE,
        severity: Error,
        only: None,
        title: Words {
            zh: "精确位置缺少大致位置", en: "precise location without approximate"
        },
        about: Words {
            zh: "Android 12（API 31）起，单独申请 ACCESS_FINE_LOCATION 会被系统忽略，因为用户有权\
                 只给大致位置；HarmonyOS 的 LOCATION 同样只能与 APPROXIMATELY_LOCATION 一起申请。",
            en: "From Android 12 (API 31) on the system ignores a request for ACCESS_FINE_LOCATION \
                 alone, because the user may give the approximate position instead; on HarmonyOS \
                 LOCATION can only be asked for together with APPROXIMATELY_LOCATION.",
        },
        check: location::coarse,
    },
    Rule {
        id: location::NEVER,
        severity: Warning,
        only: Some(Android),
        title: Words {
            zh: "蓝牙扫描没有声明不用于定位",
            en: "Bluetooth scan not said to be never for location",
        },
        about: Words {
            zh: "政策没有声明位置时，BLUETOOTH_SCAN 应带 neverForLocation 标记：系统会从扫描结果中\
                 滤掉信标，也不要求位置权限。",
            en: "Where the policy declares no location, BLUETOOTH_SCAN carries the flag \
                 neverForLocation: the system then filters beacons out of the results and asks for \
                 no location permission.",
        },
        check: location::never_for_location,
    },
    Rule {
        id: media::RULE,
        severity: Error,
        only: Some(Android),
        title: Words { zh: "部分照片和视频", en: "some pictures and videos" },
        about: Words {
            zh: "READ_MEDIA_VISUAL_USER_SELECTED（API 34）让用户只给出选定的照片和视频。单独申请没\
                 有作用（错误）；申请了图片或视频权限却不申请它，系统只按兼容方式临时给出（警\
                 告）。",
            en: "READ_MEDIA_VISUAL_USER_SELECTED (API 34) lets the user give selected pictures and \
                 videos. Alone it does nothing (an error); where pictures or videos are asked for \
                 without it, the system only lends what was selected (a warning).",
        },
        check: media::check,
    },
    Rule {
        id: declared::PICKER,
        severity: Error,
        only: None,
        title: Words { zh: "用选择器或控件就够了", en: "a picker or button suffices" },
        about: Words {
            zh: "政策声明的范围由系统选择器、安全控件或系统应用完成，或者系统不要求权限，清单却申\
                 请了更大的权限：例如只选图（media:pick）却申请读取全部图片，或 HarmonyOS 的受限权\
                 限。政策完全不需要时是错误，可以不用时是警告。国信办秘字〔2019〕191号 四(1)。",
            en: "What the policy declares is done by the system's picker, a system-drawn button or \
                 another app, or takes no permission, yet the manifest asks for a wider one: all \
                 pictures where some are picked (media:pick), or a restricted permission of \
                 HarmonyOS. An error where the policy has no need for it, a warning where it could \
                 do without. 国信办秘字〔2019〕191号 四(1).",
        },
        check: declared::picker,
    },
    Rule {
        id: declared::NOT_NEEDED,
        severity: Error,
        only: None,
        title: Words {
            zh: "没有用途需要的权限", en: "a permission that no purpose needs"
        },
        about: Words {
            zh: "清单申请的每一项权限，都要有政策中的某项用途需要它（包括可选的、以及“任选其一”中\
                 的），并且在所支持的系统版本上有作用。由库带入的也算，因为用户看到的是应用。国信\
                 办秘字〔2019〕191号 四(1)。",
            en: "Every permission that the manifest asks for is needed by some purpose of the \
                 policy (also optionally, or as one of several ways), and has an effect at the API \
                 levels supported. Those that a library brings count: what the user sees is the \
                 app. 国信办秘字〔2019〕191号 四(1).",
        },
        check: declared::not_needed,
    },
    Rule {
        id: missing::RULE,
        severity: Error,
        only: None,
        title: Words {
            zh: "缺少用途需要的权限", en: "a needed permission is not declared"
        },
        about: Words {
            zh: "逐个系统版本检查：用途需要的权限，清单都要申请，否则该功能永远无法获准。“任选其\
                 一”只要一种方式可用即可；只有可选的需要缺少权限时是警告。",
            en: "Level by level: what a purpose needs, the manifest asks for, or the feature can \
                 never be granted. Of `any_of` one suffices; where only optional needs lack a \
                 permission, it is a warning.",
        },
        check: missing::check,
    },
    Rule {
        id: declared::UNKNOWN,
        severity: Warning,
        only: None,
        title: Words { zh: "权限表里没有的权限", en: "a permission unknown to the table" },
        about: Words {
            zh: "既不在权限表里，也不是应用自己定义的权限。可能是写错的名称、厂商自定义的权限或新\
                 版本的权限；本检查不能判断它，但不会默不作声。",
            en: "Neither in the table nor defined by the app itself: a slip, a vendor's own, or \
                 newer than the table. It cannot be judged, and is not passed over in silence.",
        },
        check: declared::unknown,
    },
    Rule {
        id: levels::RULE,
        severity: Warning,
        only: Some(Android),
        title: Words {
            zh: "旧权限没有限定系统版本", en: "an old permission asked for too long"
        },
        about: Words {
            zh: "在较新系统上已由别的权限取代的权限，应以 maxSdkVersion 限定，例如 \
                 READ_EXTERNAL_STORAGE 到 32、WRITE_EXTERNAL_STORAGE 到 29（分区存储的应用到 \
                 28）、BLUETOOTH 到 30；否则新系统的用户也会看到它。",
            en: "A permission that newer systems replaced ends with maxSdkVersion: \
                 READ_EXTERNAL_STORAGE at 32, WRITE_EXTERNAL_STORAGE at 29 (28 with scoped \
                 storage), BLUETOOTH at 30. Else users of newer systems see it for nothing.",
        },
        check: levels::check,
    },
    Rule {
        id: modes::RULE,
        severity: Error,
        only: None,
        title: Words {
            zh: "可感知的使用没有对应的服务",
            en: "perceptible use without the matching service",
        },
        about: Words {
            zh: "政策允许在“可感知”（perceptible）状态下使用相机、麦克风或位置时，清单要有对应类型\
                 的前台服务（Android 14 起还要 FOREGROUND_SERVICE_* 权限），或 HarmonyOS 对应的 \
                 backgroundModes 和 KEEP_BACKGROUND_RUNNING。播放音乐的服务不能代替。",
            en: "Where the policy lets the camera, the microphone or the location be used while \
                 `perceptible`, the manifest has a foreground service of the matching type (from \
                 Android 14 on with its FOREGROUND_SERVICE_* permission), or on HarmonyOS the \
                 matching backgroundModes and KEEP_BACKGROUND_RUNNING. A service that plays music \
                 does not do.",
        },
        check: modes::check,
    },
    Rule {
        id: features::RULE,
        severity: Warning,
        only: Some(Android),
        title: Words { zh: "隐含的硬件要求", en: "hardware implied to be a must" },
        about: Words {
            zh: "相机、麦克风、位置和旧蓝牙权限会隐含要求相应硬件。没有写 <uses-feature> 的，商店\
                 会对没有该硬件的设备隐藏应用。",
            en: "Permissions for camera, microphone, location and old Bluetooth imply the \
                 hardware. Without a <uses-feature> stores hide the app from devices that lack it.",
        },
        check: features::check,
    },
    Rule {
        id: backup::RULE,
        severity: Warning,
        only: Some(Android),
        title: Words {
            zh: "门神的目录进入备份", en: "the gate's folder goes into backups"
        },
        about: Words {
            zh: "同意记录和访问日志只属于这台设备。allowBackup 不是 false、又没有备份规则的，会连\
                 它们一起备份。规则文件的内容不检查。",
            en: "Consents and the access log belong to this device. Unless allowBackup is false or \
                 rules say what is taken, they are backed up too. The rules themselves are not \
                 read.",
        },
        check: backup::check,
    },
    Rule {
        id: reasons::REASON,
        severity: Error,
        only: Some(Harmony),
        title: Words { zh: "权限没有写明理由", en: "a permission without its reason" },
        about: Words {
            zh: "由用户授予的权限必须写 reason，且是 $string: 引用，以便提供多种语言。同一权限在多\
                 个模块中申请时，有一处写明即可。各语言的文字不检查。",
            en: "A permission that the user grants has a reason, and that is a $string: reference, \
                 so that it can be told in several languages. Of several modules that ask for it \
                 one suffices. The texts themselves are not read.",
        },
        check: reasons::reason,
    },
    Rule {
        id: reasons::SCENE,
        severity: Error,
        only: Some(Harmony),
        title: Words { zh: "权限没有写明场景", en: "a permission without its scene" },
        about: Words {
            zh: "由用户授予的权限必须写 usedScene：哪些 ability 使用它，何时使用（inuse 或 \
                 always）。多个模块中有一处写全即可。",
            en: "A permission that the user grants has a usedScene: which abilities use it, and \
                 when (inuse or always). Of several modules one suffices.",
        },
        check: reasons::scene,
    },
    Rule {
        id: reasons::ALWAYS,
        severity: Error,
        only: Some(Harmony),
        title: Words {
            zh: "声明的使用时机过宽", en: "used always, declared for the foreground"
        },
        about: Words {
            zh: "需要这项权限的用途都只在前台使用时，usedScene 的 when 不能是 always。",
            en: "Where every purpose that needs the permission is for the foreground, the `when` \
                 of its usedScene is not `always`.",
        },
        check: reasons::always,
    },
];
