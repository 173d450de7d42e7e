package dev.menshen.sample.features

import dev.menshen.Camera
import dev.menshen.Lease
import dev.menshen.gated.GatedClipboard
import dev.menshen.gated.GatedMicrophone
import dev.menshen.sample.Feature
import dev.menshen.sample.FrameCounter
import dev.menshen.sample.Purposes
import dev.menshen.sample.Visit
import dev.menshen.sample.Words

internal val FINDING: List<Feature> = listOf(
    Feature(6, Words("搜索", "Search"), "mayUse", Purposes.Search.mayUse) {
        ask(Purposes.Search.mayUse, Words("大家在搜：山海之间", "Popular: Between Hills and Sea"))
    },
    Feature(7, Words("扫一扫", "Scan a code"), "GatedCamera.open", Purposes.QrScan.cameraPreview) {
        menshen.with(Purposes.QrScan.cameraPreview, tapped = true) { look(it) }
    },
    Feature(7, Words("AR 扫一扫", "AR scan"), "GatedCamera.open", Purposes.ArScan.cameraPreview) {
        menshen.with(Purposes.ArScan.cameraPreview, tapped = true) { look(it) }
    },
    Feature(8, Words("听歌识曲和哼唱", "Hum to search"), "GatedMicrophone.record", Purposes.HumRecognition.microphoneRecognise) {
        menshen.with(Purposes.HumRecognition.microphoneRecognise, tapped = true) { ear ->
            val heard = GatedMicrophone.record(ear, seconds = 1)
            Words("听了 ${heard.size} 个采样：像《山海之间》", "${heard.size} samples heard: sounds like Between Hills and Sea")
        }
    },
    Feature(8, Words("哼唱反馈", "Hum feedback"), "mayUse", Purposes.HumFeedback.mayUse) {
        ask(Purposes.HumFeedback.mayUse, Words("谢谢，反馈会让识别更准", "Thank you, this makes it better"))
    },
    Feature(8, Words("语音助手", "Voice control"), "GatedMicrophone.record", Purposes.VoiceInteraction.microphoneRecognise) {
        menshen.with(Purposes.VoiceInteraction.microphoneRecognise, tapped = true) { ear ->
            GatedMicrophone.record(ear, seconds = 1)
            Words("好的，播放下一首", "All right, playing the next one")
        }
    },
    Feature(12, Words("识别口令", "Open a copied link"), "GatedClipboard.readMatch", Purposes.ClipboardCommand.clipboardMatch) {
        menshen.with(Purposes.ClipboardCommand.clipboardMatch, tapped = true) { clip ->
            val link = GatedClipboard.readMatch(clip)
            if (link == null) Words("剪贴板里没有口令", "No link was copied")
            else Words("打开朋友分享的歌", "Opening the song a friend shared")
        }
    },
)

/** The camera runs until a code is found, which here takes a tap. */
private suspend fun Visit.look(lease: Lease<Camera.Preview>): Words {
    val id = firstCamera() ?: return Words("这台手机没有相机", "This phone has no camera")
    val frames = FrameCounter()
    frames.open(lease, id)
    return frames.use { hold(lease, Words("对准二维码，点一下停止", "Point it at a code; tap to stop")) }
}
