//! The day, scene by scene: what the user taps and answers, and what the phone does.

use menshen::{Access, Age, Answer, AppState, Lease, OsGrant, Resource};
use serde_json::{Value, json};

use super::crash;
use super::stage::Stage;
use crate::Failure;

type Scene = Result<(), Failure>;

/// Plays the day from the first start to the evening.
pub(super) fn play(stage: &mut Stage) -> Scene {
    for scene in [
        first_start,
        acceptance,
        qr_scan,
        humming,
        sign_in,
        record_video,
        nearby,
        friends,
        clipboard,
        live_microphone,
        alarm_and_ringtone,
        ticket_and_car,
        shake_and_personalisation,
        sdks,
        camera_switched_off,
        killed,
        policy_update,
    ] {
        scene(stage)?;
    }
    Ok(())
}

fn tap(purpose: &str, resource: Resource, scope: &str) -> Result<Access, Failure> {
    Ok(Access::new(purpose, resource, [scope])?.user_initiated(true))
}

fn tap_all(purpose: &str) -> Access {
    Access::purpose_only(purpose).user_initiated(true)
}

/// The permission of a resource covers all of its scopes.
fn permission(stage: &Stage, resource: Resource, grant: OsGrant) -> Scene {
    let scopes: Vec<&str> = resource.scope_names().collect();
    Ok(stage.gate()?.os_changed(resource, &scopes, grant)?)
}

fn first_start(stage: &mut Stage) -> Scene {
    stage.say("首次启动，显示隐私政策", "first start: the privacy policy is shown")?;
    stage.gate()?.app_state(AppState::Foreground)?;
    stage.gate()?.policy_shown()?;
    stage.may_start("advertising")?.ok();
    stage.say(
        "广告 SDK 不理会结论，自己启动了（脚本有意犯错）",
        "the advertising SDK starts all the same (a mistake made on purpose)",
    )?;
    stage.gate()?.sdk_running("advertising");
    stage.at("08:00:40");
    stage.gate()?.decline_policy()?;
    stage.say(
        "用户不同意：进入基本模式，照常播放和搜索",
        "the user declines: basic mode, music still plays",
    )?;
    stage.may_use("playback-history")?;
    let scan = tap("qr-scan", Resource::Camera, "preview")?;
    stage.acquire(&scan)?;
    Ok(())
}

fn acceptance(stage: &mut Stage) -> Scene {
    stage.at("08:10:00");
    stage.gate()?.policy_shown()?;
    stage.gate()?.accept_policy()?;
    stage.say("点了扫一扫，看完政策后同意", "tapped the scanner, read the policy, accepted it")?;
    stage.may_use("playback-history")
}

fn qr_scan(stage: &mut Stage) -> Scene {
    let scan = tap("qr-scan", Resource::Camera, "preview")?.call_site("ScanPage.onOpen");
    stage.acquire(&scan)?;
    stage.say(
        "说明用途后弹出系统相机授权，用户允许（这也是对用途的同意）",
        "the purpose is explained, the OS asks, the user allows: that is the consent too",
    )?;
    stage.gate()?.answer_os(&scan, OsGrant::Granted)?;
    permission(stage, Resource::Camera, OsGrant::Granted)?;
    let lease = stage.acquire(&scan)?;
    stage.pass(6_000);
    drop(lease);
    Ok(())
}

fn humming(stage: &mut Stage) -> Scene {
    stage.at("08:30:00");
    let hum = tap("hum-recognition", Resource::Microphone, "recognise")?;
    stage.acquire(&hum)?;
    stage.say(
        "声音属于敏感信息：单独弹窗，用户同意",
        "a voice is sensitive: a dialog of its own, the user says yes",
    )?;
    stage.gate()?.answer(&hum, Answer::Grant)?;
    stage.acquire(&hum)?;
    stage.gate()?.answer_os(&hum, OsGrant::Granted)?;
    permission(stage, Resource::Microphone, OsGrant::Granted)?;
    let lease = stage.acquire(&hum)?;
    stage.pass(8_000);
    drop(lease);
    Ok(())
}

fn sign_in(stage: &mut Stage) -> Scene {
    stage.at("09:00:00");
    stage.acquire_all(&tap_all("record-video"))?;
    stage
        .say("登录账号；游客的同意不会带过来", "signs in; a guest's consents do not carry over")?;
    stage.gate()?.switch_subject(Some("demo listener"), Age::Adult)?;
    let hum = tap("hum-recognition", Resource::Microphone, "recognise")?;
    stage.acquire(&hum)?;
    stage.gate()?.answer(&hum, Answer::Grant)?;
    Ok(())
}

fn record_video(stage: &mut Stage) -> Scene {
    stage.at("09:10:00");
    let video = tap_all("record-video");
    stage.acquire_all(&video)?;
    stage.gate()?.answer(&video, Answer::Grant)?;
    let leases = stage.acquire_all(&video)?;
    stage.say(
        "相机、麦克风、存储一次给齐，日志里只有一条",
        "camera, microphone and storage together, one record in the log",
    )?;
    stage.pass(45_000);
    drop(leases);
    Ok(())
}

fn nearby(stage: &mut Stage) -> Scene {
    stage.at("09:30:00");
    let people = tap_all("nearby-people");
    stage.acquire_all(&people)?;
    stage.gate()?.answer(&people, Answer::Grant)?;
    stage.acquire_all(&people)?;
    stage.say(
        "系统弹窗里用户只给了大致位置",
        "in the OS dialog the user gives the approximate location only",
    )?;
    let precise = Access::new("nearby-people", Resource::Location, ["fine"])?;
    stage.gate()?.answer_os(&precise.clone().user_initiated(true), OsGrant::Reduced)?;
    let leases = stage.acquire_all(&people)?;
    stage.pass(60_000);
    stage.acquire(&precise)?;
    drop(leases);
    Ok(())
}

fn friends(stage: &mut Stage) -> Scene {
    stage.at("10:00:00");
    let friends = tap("friend-recommendation", Resource::Contacts, "read")?;
    stage.acquire(&friends)?;
    stage.say(
        "用户拒绝；其他功能不受影响，48 小时内不再打扰",
        "the user refuses; nothing else suffers, and nobody asks again for 48 hours",
    )?;
    stage.gate()?.answer(&friends, Answer::Refuse)?;
    stage.acquire(&friends.user_initiated(false))?;
    Ok(())
}

fn clipboard(stage: &mut Stage) -> Scene {
    stage.at("10:30:00");
    let clip = Access::new("clipboard-command", Resource::Clipboard, ["match"])?;
    for text in ["dinner at seven", "listen: https://music.163.com/song?id=186016"] {
        let lease = stage.acquire(&clip)?;
        match lease.and_then(|lease: Lease| lease.read_match(text)) {
            Some(link) => stage.say(
                &format!("只交出口令：{link}"),
                &format!("only the link is handed out: {link}"),
            )?,
            None => stage
                .say("剪切板里没有口令：什么也不读", "no link on the clipboard: nothing is read")?,
        }
        stage.pass(5_000);
    }
    Ok(())
}

fn live_microphone(stage: &mut Stage) -> Scene {
    stage.at("11:00:00");
    let live = tap("live-mic", Resource::Microphone, "live")?;
    stage.acquire(&live)?;
    stage.gate()?.answer(&live, Answer::Grant)?;
    let lease = stage.acquire(&live)?;
    stage.gate()?.app_state(AppState::Perceptible)?;
    stage.pass(60_000);
    stage.say(
        "熄屏，连麦继续（有连麦的前台服务）",
        "the screen is off, the call goes on (a foreground service runs)",
    )?;
    stage.gate()?.withdraw(&live)?;
    if let Some(how) = lease.and_then(|lease| lease.ended()) {
        stage.say(
            &format!("用户在隐私中心撤回：麦克风立刻关闭（{how}）"),
            &format!("withdrawn in the privacy centre: the microphone closes at once ({how})"),
        )?;
    }
    Ok(())
}

fn alarm_and_ringtone(stage: &mut Stage) -> Scene {
    stage.at("12:00:00");
    stage.gate()?.app_state(AppState::Foreground)?;
    let alarm = tap_all("music-alarm");
    stage.acquire_all(&alarm)?;
    stage.gate()?.answer(&alarm, Answer::Grant)?;
    stage.acquire_all(&alarm)?;
    let post = tap("music-alarm", Resource::Notifications, "post")?;
    stage.gate()?.answer_os(&post, OsGrant::Granted)?;
    stage.acquire_all(&alarm)?;
    let ringtone = tap_all("ringtone");
    stage.gate()?.answer(&ringtone, Answer::Grant)?;
    stage.acquire_all(&ringtone)?;
    stage.say(
        "没有“修改系统设置”权限也能下载铃声，只是不能直接设置",
        "without the permission to change settings the ringtone is saved, just not set",
    )
}

fn ticket_and_car(stage: &mut Stage) -> Scene {
    stage.at("13:00:00");
    let ticket = tap("ticket-reminder", Resource::Calendar, "add")?;
    stage.acquire(&ticket)?;
    stage.gate()?.answer(&ticket, Answer::Grant)?;
    stage.acquire(&ticket)?;
    stage.at("14:00:00");
    let car = tap("driving-mode", Resource::Bluetooth, "connected")?;
    stage.acquire(&car)?;
    stage.gate()?.answer_os(&car, OsGrant::Granted)?;
    let lease = stage.acquire(&car)?;
    stage.gate()?.app_state(AppState::Perceptible)?;
    stage.pass(1_200_000);
    let live = lease.is_some_and(|lease| lease.live());
    let (zh, en) = if live { ("继续", "goes on") } else { ("已停止", "has stopped") };
    stage.say(
        &format!("开车二十分钟，驾驶模式{zh}"),
        &format!("twenty minutes on the road: driving mode {en}"),
    )?;
    Ok(stage.gate()?.app_state(AppState::Foreground)?)
}

fn shake_and_personalisation(stage: &mut Stage) -> Scene {
    stage.at("14:30:00");
    let shake = tap("shake", Resource::Motion, "raw")?;
    stage.acquire(&shake)?;
    stage.at("15:00:00");
    stage.may_use("personalised-content")?;
    stage.gate()?.withdraw(&Access::purpose_only("personalised-content"))?;
    stage.say("设置里关闭“个性化服务”", "switches personalisation off in the settings")?;
    stage.may_use("personalised-content")
}

fn sdks(stage: &mut Stage) -> Scene {
    stage.at("15:20:00");
    stage.may_start("performance")?.ok();
    stage.may_start("advertising")?.ok();
    stage.say(
        "性能 SDK 想读通讯录，政策里没有（脚本有意犯错）",
        "the performance SDK wants the contacts, which no clause declares (on purpose)",
    )?;
    let snoop = Access::new("product-analysis", Resource::Contacts, ["read"])?;
    stage.acquire(&snoop.caller("performance").call_site("PerfKit.collect"))?;
    Ok(())
}

fn camera_switched_off(stage: &mut Stage) -> Scene {
    stage.at("16:00:00");
    let scan = tap("qr-scan", Resource::Camera, "preview")?;
    stage.acquire(&scan)?;
    stage.gate()?.answer(&scan, Answer::Grant)?;
    let lease = stage.acquire(&scan)?;
    permission(stage, Resource::Camera, OsGrant::Denied)?;
    if let Some(how) = lease.and_then(|lease| lease.ended()) {
        stage.say(
            &format!("用户在系统设置里关掉相机：租约结束（{how}）"),
            &format!("the camera is switched off in the system settings: the lease ends ({how})"),
        )?;
    }
    stage.acquire(&scan.clone().user_initiated(false))?;
    stage.at("16:10:00");
    permission(stage, Resource::Camera, OsGrant::Granted)?;
    stage.say("又打开了：扫码恢复；录制视频的单独同意已失效，要重新问", "switched on again: scanning resumes; the separate consent for videos is gone and must be asked anew")?;
    stage.acquire(&scan)?;
    stage.acquire_all(&tap_all("record-video"))?;
    Ok(())
}

fn killed(stage: &mut Stage) -> Scene {
    stage.at("17:00:00");
    stage.say(
        "哼唱识别时，系统杀掉了应用（真的 SIGKILL）",
        "while humming, the system kills the app (a real SIGKILL)",
    )?;
    stage.stop_app();
    crash::kill_one(&stage.dir, stage.clock.offset())?;
    stage.at("17:05:00");
    stage.start_app()?;
    stage.gate()?.app_state(AppState::Foreground)?;
    stage.say(
        "再次启动：日志接着写，被杀时开着的麦克风记为已结束",
        "started again: the log goes on, and the microphone left open is recorded as ended",
    )
}

fn policy_update(stage: &mut Stage) -> Scene {
    stage.at("18:00:00");
    stage.update_policy(longer_retention()?)?;
    stage.gate()?.app_state(AppState::Foreground)?;
    stage.say(
        "政策更新：哼唱录音保存更久，属于重大变更",
        "a new policy: hummed audio is kept longer, a material change",
    )?;
    let hum = tap("hum-recognition", Resource::Microphone, "recognise")?;
    stage.acquire(&hum)?;
    let scan = tap("qr-scan", Resource::Camera, "preview")?;
    stage.acquire(&scan)?;
    stage.gate()?.policy_shown()?;
    stage.gate()?.accept_policy()?;
    stage.say(
        "用户同意新政策；变了的用途要重新问",
        "the user accepts; only the purpose that changed is asked anew",
    )?;
    stage.acquire(&hum)?;
    Ok(())
}

/// The policy of the evening: the same, but hummed audio is kept for thirty days.
fn longer_retention() -> Result<String, Failure> {
    let mut policy: Value = serde_json::from_str(super::POLICY)?;
    let version = "2026-11-20";
    let change = json!({ "version": version, "kinds": ["longer_retention"], "purposes": ["hum-recognition"] });
    if let Some(changes) = policy.get_mut("changes").and_then(Value::as_array_mut) {
        changes.push(change);
    }
    let purposes = policy.get_mut("purposes").and_then(Value::as_array_mut);
    let hum = purposes
        .and_then(|all| all.iter_mut().find(|it| it.get("id") == Some(&json!("hum-recognition"))));
    if let Some(Value::Object(hum)) = hum {
        hum.insert("retention".to_owned(), json!("30d"));
    }
    if let Value::Object(fields) = &mut policy {
        fields.insert("version".to_owned(), json!(version));
        fields.insert("effective".to_owned(), json!(version));
    }
    Ok(format!("{policy:#}"))
}
