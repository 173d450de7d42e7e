//! From the first start to noon.

use menshen::{Access, Age, Answer, AppState, Lease, OsGrant, Resource};

use super::{Scene, permission, tap, tap_all};
use crate::demo::stage::Stage;

pub(super) fn first_start(stage: &mut Stage) -> Scene {
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

pub(super) fn acceptance(stage: &mut Stage) -> Scene {
    stage.at("08:10:00");
    stage.gate()?.policy_shown()?;
    stage.gate()?.accept_policy()?;
    stage.say("点了扫一扫，看完政策后同意", "tapped the scanner, read the policy, accepted it")?;
    stage.may_use("playback-history")
}

pub(super) fn qr_scan(stage: &mut Stage) -> Scene {
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

pub(super) fn humming(stage: &mut Stage) -> Scene {
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

pub(super) fn sign_in(stage: &mut Stage) -> Scene {
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

pub(super) fn record_video(stage: &mut Stage) -> Scene {
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

pub(super) fn nearby(stage: &mut Stage) -> Scene {
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

pub(super) fn friends(stage: &mut Stage) -> Scene {
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

pub(super) fn clipboard(stage: &mut Stage) -> Scene {
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
