package dev.menshen.sample

import dev.menshen.Sdk

/** Stands for a third party's SDK: it knows only whether it was started. */
class FakeSdk(val who: Sdk) {
    var started: Int = 0
        private set

    fun start() {
        started++
    }
}
