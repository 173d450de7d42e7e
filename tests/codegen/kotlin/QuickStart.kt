// What the quick starts of the documentation leave out: stands before each of them when they are compiled.

import android.app.Activity
import dev.menshen.Denied
import dev.menshen.Menshen
import dev.menshen.core.Reason
import dev.menshen.gated.GatedMicrophone
import kotlinx.coroutines.MainScope
import kotlinx.coroutines.launch
import netease.Purposes

private fun search(sound: ShortArray): Int = sound.size

private fun explain(reason: Reason): String = reason.name
