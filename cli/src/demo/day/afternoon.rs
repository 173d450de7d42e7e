//! From noon to the evening.

use menshen::{Access, Answer, AppState, OsGrant, Resource};
use serde_json::{Value, json};

use super::{Scene, permission, tap, tap_all};
use crate::Failure;
use crate::demo::crash;
use crate::demo::stage::Stage;

pub(super) fn live_microphone(stage: &mut Stage) -> Scene {
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

pub(super) fn alarm_and_ringtone(stage: &mut Stage) -> Scene {
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

pub(super) fn ticket_and_car(stage: &mut Stage) -> Scene {
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

pub(super) fn shake_and_personalisation(stage: &mut Stage) -> Scene {
    stage.at("14:30:00");
    let shake = tap("shake", Resource::Motion, "raw")?;
    stage.acquire(&shake)?;
    stage.at("15:00:00");
    stage.may_use("personalised-content")?;
    stage.gate()?.withdraw(&Access::purpose_only("personalised-content"))?;
    stage.say("设置里关闭“个性化服务”", "switches personalisation off in the settings")?;
    stage.may_use("personalised-content")
}

pub(super) fn sdks(stage: &mut Stage) -> Scene {
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

pub(super) fn camera_switched_off(stage: &mut Stage) -> Scene {
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

pub(super) fn killed(stage: &mut Stage) -> Scene {
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

pub(super) fn policy_update(stage: &mut Stage) -> Scene {
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
    let mut policy: Value = serde_json::from_str(crate::demo::POLICY)?;
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
