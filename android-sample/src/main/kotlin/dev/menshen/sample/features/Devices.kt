package dev.menshen.sample.features

import android.hardware.Sensor
import dev.menshen.Access
import dev.menshen.Bluetooth
import dev.menshen.Group
import dev.menshen.Motion
import dev.menshen.gated.GatedBluetooth
import dev.menshen.gated.GatedMotion
import dev.menshen.sample.Feature
import dev.menshen.sample.Purposes
import dev.menshen.sample.Visit
import dev.menshen.sample.Words
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.launch

internal val DEVICES: List<Feature> = listOf(
    Feature(17, Words("连接智能设备", "Smart devices"), "GatedBluetooth.connected", Purposes.BluetoothDevices.bluetoothConnect) {
        peers(Purposes.BluetoothDevices.bluetoothConnect)
    },
    Feature(17, Words("驾驶模式", "Driving mode"), "GatedBluetooth.connected", Purposes.DrivingMode.bluetoothConnected) {
        peers(Purposes.DrivingMode.bluetoothConnected)
    },
    Feature(17, Words("耳机音效", "Sound for your headphones"), "GatedBluetooth.connected", Purposes.DeviceSound.bluetoothConnected) {
        peers(Purposes.DeviceSound.bluetoothConnected)
    },
    Feature(17, Words("设备试听歌单", "Playlist for your device"), "acquireAll", Purposes.DevicePlaylist.all) {
        fit(Purposes.DevicePlaylist.all, Words("已为您的设备选好歌单", "A playlist for your device"))
    },
    Feature(17, Words("设备播放控制", "Control from your device"), "acquireAll", Purposes.DeviceControl.all) {
        fit(Purposes.DeviceControl.all, Words("可以用设备切歌", "Your device can skip songs"))
    },
    Feature(17, Words("云音认证权益", "Certified device"), "acquireAll", Purposes.DeviceBenefits.all) {
        fit(Purposes.DeviceBenefits.all, Words("这台设备暂无权益", "Nothing for this device"))
    },
    Feature(17, Words("有线耳机优化", "Wired headphones"), "acquireAll", Purposes.WiredHeadphones.all) {
        fit(Purposes.WiredHeadphones.all, Words("已适配有线耳机", "Tuned for wired headphones"))
    },
    Feature(17, Words("跑步推荐", "Music for running"), "GatedMotion.sensor", Purposes.RunningRecommendation.motionRaw) {
        sense(Purposes.RunningRecommendation.motionRaw, Words("跟着步频选歌，点一下结束", "Songs at your pace; tap to stop"))
    },
    Feature(17, Words("摇一摇换歌", "Shake to skip"), "GatedMotion.sensor", Purposes.Shake.motionRaw) {
        sense(Purposes.Shake.motionRaw, Words("摇一摇换下一首，点一下结束", "Shake for the next song; tap to stop"))
    },
)

private suspend fun Visit.peers(access: Access<Bluetooth.Connected>): Words =
    menshen.with(access, tapped = true) { radio ->
        val there = GatedBluetooth.connected(radio).size
        Words("已连接 $there 台设备", "$there devices connected")
    }

/** The model of what is plugged in, or of what is connected: one suffices. */
private suspend fun Visit.fit(group: Group<*>, then: Words): Words =
    menshen.withAll(group, tapped = true) { then }

private suspend fun Visit.sense(access: Access<Motion.Raw>, meanwhile: Words): Words =
    menshen.with(access, tapped = true) { motion ->
        val steps = scope.launch { GatedMotion.sensor(motion, Sensor.TYPE_ACCELEROMETER).collect() }
        try {
            hold(motion, meanwhile)
        } finally {
            steps.cancel()
        }
    }
