package android.net.wifi

/** Named by Robolectric's shadow of WifiManager, absent from API 35. */
class BlockingOption
