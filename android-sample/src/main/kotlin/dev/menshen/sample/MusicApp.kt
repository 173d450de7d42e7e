package dev.menshen.sample

import android.app.Application
import dev.menshen.Menshen
import dev.menshen.MenshenOptions
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.MainScope
import kotlinx.coroutines.launch

/** Opens the gate before anything else, in each of the app's processes. */
open class MusicApp : Application() {
    lateinit var scope: CoroutineScope
        private set
    lateinit var menshen: Menshen
        private set
    lateinit var desk: Desk
        private set
    lateinit var account: Account
        private set

    lateinit var sdks: List<FakeSdk>
        private set

    override fun onCreate() {
        super.onCreate()
        scope = MainScope()
        menshen = Menshen.open(this, MenshenOptions(stamp = Purposes.policy, policyUrl = POLICY))
        desk = Desk(menshen, this, scope)
        account = Account(this, menshen)
        sdks = listOf(Sdks.Advertising, Sdks.Push, Sdks.Performance, Sdks.Security).map(::FakeSdk)
        for (sdk in sdks) scope.launch { menshen.sdk(sdk.who).startWhenAllowed { sdk.start() } }
    }

    private companion object {
        const val POLICY = "https://st.music.163.com/official-terms/privacy"
    }
}
