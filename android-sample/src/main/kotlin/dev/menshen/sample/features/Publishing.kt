package dev.menshen.sample.features

import dev.menshen.gated.GatedCamera
import dev.menshen.gated.GatedMedia
import dev.menshen.gated.GatedMicrophone
import dev.menshen.gated.GatedRecording
import dev.menshen.sample.Feature
import dev.menshen.sample.FrameCounter
import dev.menshen.sample.Purposes
import dev.menshen.sample.Visit
import dev.menshen.sample.Words
import dev.menshen.sample.play.LiveService
import java.io.File

internal val PUBLISHING: List<Feature> = listOf(
    Feature(7, Words("拍照", "Take a photo"), "GatedCamera.pictureIntent", Purposes.TakePhoto.cameraPhoto) {
        menshen.with(Purposes.TakePhoto.cameraPhoto, tapped = true) { camera ->
            start(GatedCamera.pictureIntent(camera))
            Words("系统相机已打开", "The system camera is open")
        }
    },
    Feature(8, Words("录音", "Record your voice"), "GatedMicrophone.recordTo", Purposes.VoiceRecording.microphoneRecord) {
        menshen.with(Purposes.VoiceRecording.microphoneRecord, tapped = true) { voice ->
            GatedMicrophone.recordTo(voice, File(context.cacheDir, "voice.m4a")).use {
                hold(voice, Words("正在录音，点一下停止", "Recording; tap to stop"))
            }
        }
    },
    Feature(8, Words("录制视频", "Record a video"), "GatedCamera.open, GatedMicrophone.open", Purposes.RecordVideo.all) {
        menshen.withAll(Purposes.RecordVideo.all, tapped = true) { video ->
            val frames = FrameCounter()
            firstCamera()?.let { frames.open(video.cameraVideo, it) }
            GatedMicrophone.open(video.microphoneRecord).use { sound ->
                check(sound)
                frames.use { hold(video.cameraVideo, Words("正在录像，点一下停止", "Recording; tap to stop")) }
            }
        }
    },
    Feature(10, Words("发布前验证手机号", "Phone check"), "mayUse", Purposes.PublishPhone.mayUse) {
        ask(Purposes.PublishPhone.mayUse, Words("手机号已验证", "Your number is verified"))
    },
    Feature(10, Words("发动态", "Publish a post"), "GatedMedia.pickIntent", Purposes.PublishPost.mediaPick) {
        menshen.with(Purposes.PublishPost.mediaPick, tapped = true) { pictures ->
            start(GatedMedia.pickIntent(pictures))
            Words("请选择图片或视频", "Choose pictures or a video")
        }
    },
    Feature(10, Words("发布时显示位置", "Place in a post"), "GatedLocation.last", Purposes.PublishLocation.locationCoarse) {
        near(Purposes.PublishLocation.locationCoarse, Words("动态会显示所在城市", "Your post shows the city"))
    },
    Feature(12, Words("分享给朋友", "Share with friends"), "mayUse", Purposes.ShareToThirdParty.mayUse) {
        ask(Purposes.ShareToThirdParty.mayUse, Words("已复制分享口令", "The link is copied"))
    },
    Feature(14, Words("直播连麦", "Talk in a live room"), "GatedMicrophone.open", Purposes.LiveMic.microphoneLive) {
        menshen.with(Purposes.LiveMic.microphoneLive, tapped = true) { mic ->
            LiveService.during(context) {
                GatedMicrophone.open(mic).use { sound ->
                    check(sound)
                    hold(mic, Words("已上麦，点一下下麦", "You are on air; tap to leave"))
                }
            }
        }
    },
)

/** A tenth of a second of sound, as a check that the microphone hears. */
private suspend fun Visit.check(sound: GatedRecording): Int = aside { sound.read(ShortArray(1_600)) }
