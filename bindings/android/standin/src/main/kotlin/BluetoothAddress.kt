package android.bluetooth

/** The framework's jar refers to this class of Android 15 and lacks it. */
@Suppress("ClassName", "unused")
class `BluetoothDevice$BluetoothAddress`
