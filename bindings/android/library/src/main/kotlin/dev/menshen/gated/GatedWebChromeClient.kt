package dev.menshen.gated

import android.webkit.GeolocationPermissions
import android.webkit.PermissionRequest
import android.webkit.WebChromeClient
import android.webkit.WebView
import dev.menshen.Access
import dev.menshen.Camera
import dev.menshen.Denied
import dev.menshen.Lease
import dev.menshen.Location
import dev.menshen.Menshen
import dev.menshen.Microphone
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Job
import kotlinx.coroutines.MainScope
import kotlinx.coroutines.cancel
import kotlinx.coroutines.launch

/**
 * Passes what a web page asks for through the gate, as the caller `web:` and the page's origin, such
 * as `web:https://h5.example.com`. An origin that the policy does not list for the purpose is denied,
 * and so is whatever no access is given for.
 *
 * The leases end with the page: when it loads anew, when another is loaded, and by [close], which
 * belongs where the [page] is destroyed. A page cannot be kept from using what it was granted, so when
 * a lease is revoked the page is loaded anew, and has to ask again.
 *
 * @param page the view that this client is set for.
 * @param camera for pages that ask for video; which caller it was made for makes no difference.
 * @param location for pages that ask where the device is. They get it as precisely as the app may have
 *   it, so nothing less than `fine` will do.
 */
public open class GatedWebChromeClient(
    private val menshen: Menshen,
    private val page: WebView,
    private val camera: Access<Camera>? = null,
    private val microphone: Access<Microphone>? = null,
    private val location: Access<Location.Fine>? = null,
) : WebChromeClient(), AutoCloseable {
    private val scope = MainScope()
    private val uses = HashMap<Any, Job>()
    private var progress = 0

    override fun onPermissionRequest(request: PermissionRequest) {
        val origin = request.origin.toString()
        pass(request, request.resources.map { access(it)?.by(caller(origin)) }) { allowed ->
            if (allowed) request.grant(request.resources) else request.deny()
        }
    }

    override fun onPermissionRequestCanceled(request: PermissionRequest): Unit = end(request)

    override fun onGeolocationPermissionsShowPrompt(origin: String, callback: GeolocationPermissions.Callback): Unit =
        pass(Location::class, listOf(location?.by(caller(origin)))) { allowed -> callback.invoke(origin, allowed, false) }

    override fun onGeolocationPermissionsHidePrompt(): Unit = end(Location::class)

    /** Call this too when you override it: progress that falls back is another page's. */
    override fun onProgressChanged(view: WebView, progress: Int) {
        if (progress < this.progress) uses.keys.toList().forEach(::end)
        this.progress = progress
    }

    /** Gives the leases back. What is asked for after that stays without an answer. */
    override fun close(): Unit = scope.cancel()

    private fun access(resource: String): Access<*>? = when (resource) {
        PermissionRequest.RESOURCE_VIDEO_CAPTURE -> camera
        PermissionRequest.RESOURCE_AUDIO_CAPTURE -> microphone
        else -> null
    }

    /** Answers yes for as long as everything that is asked for is held. */
    private fun pass(request: Any, wished: List<Access<*>?>, answer: (Boolean) -> Unit) {
        val accesses = wished.filterNotNull()
        if (accesses.isEmpty() || accesses.size < wished.size) return answer(false)
        end(request)
        uses[request] = scope.launch {
            try {
                hold(accesses) { leases ->
                    answer(true)
                    revoked(leases)
                    page.reload()
                }
            } catch (_: Denied) {
                answer(false)
            }
        }
    }

    private suspend fun hold(accesses: List<Access<*>>, held: List<Lease<*>> = emptyList(), use: suspend (List<Lease<*>>) -> Unit) {
        val access = accesses.getOrNull(held.size) ?: return use(held)
        menshen.with(access) { hold(accesses, held + it, use) }
    }

    private suspend fun revoked(leases: List<Lease<*>>) {
        val ended = CompletableDeferred<Unit>()
        leases.forEach { lease -> lease.onRevoked { ended.complete(Unit) } }
        ended.await()
    }

    private fun end(request: Any) {
        uses.remove(request)?.cancel()
    }

    private fun caller(origin: String) = "web:" + origin.trimEnd('/').lowercase()
}
