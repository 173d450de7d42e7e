package dev.menshen

import android.annotation.TargetApi
import android.content.Context
import android.os.Build
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import dev.menshen.core.KeyException
import dev.menshen.core.PlatformKey
import java.io.File
import java.io.IOException
import java.io.RandomAccessFile
import java.security.GeneralSecurityException
import java.security.KeyPair
import java.security.KeyPairGenerator
import java.security.KeyStore
import java.security.PrivateKey
import java.security.ProviderException
import java.security.Signature
import java.security.spec.ECGenParameterSpec

/**
 * The key in Android Keystore that signs checkpoints: Ed25519, which never leaves the secure hardware
 * (or the system's own process). Made at the first checkpoint, not when the gate is opened: the key
 * store may take half a second.
 */
@TargetApi(33)
internal class KeystoreKey private constructor(private val lock: File) : PlatformKey {
    private val pair: KeyPair by lazy { alone { stored() ?: make() } }

    override fun provider(): String = "android-keystore"

    override fun publicKey(): ByteArray = usable {
        val encoded = pair.public.encoded
        if (encoded.size != HEAD + RAW) throw GeneralSecurityException("a public key of ${encoded.size} bytes")
        encoded.copyOfRange(HEAD, HEAD + RAW)
    }

    override fun sign(message: ByteArray): ByteArray = usable { sign(pair.private, message) }

    private fun sign(key: PrivateKey, message: ByteArray) = Signature.getInstance("Ed25519").run {
        initSign(key)
        update(message)
        sign()
    }

    private fun stored(): KeyPair? {
        val store = KeyStore.getInstance(STORE).apply { load(null) }
        val key = store.getKey(ALIAS, null) as? PrivateKey ?: return null
        return KeyPair(store.getCertificate(ALIAS).publicKey, key)
    }

    private fun make(): KeyPair = try {
        generate(strongBox = true)
    } catch (_: ProviderException) {
        // No separate chip, or one that does not know the curve.
        generate(strongBox = false)
    }

    private fun generate(strongBox: Boolean): KeyPair {
        val spec = KeyGenParameterSpec.Builder(ALIAS, KeyProperties.PURPOSE_SIGN)
            .setAlgorithmParameterSpec(ECGenParameterSpec("ed25519"))
            .setDigests(KeyProperties.DIGEST_NONE)
            .setIsStrongBoxBacked(strongBox)
            .build()
        return KeyPairGenerator.getInstance(KeyProperties.KEY_ALGORITHM_EC, STORE).run {
            initialize(spec)
            generateKeyPair()
        }
    }

    /** Two processes that start at once must not each make a key: the second would replace the first. */
    private fun <R> alone(use: () -> R): R = RandomAccessFile(lock, "rw").use { it.channel.lock().use { use() } }

    private inline fun <R> usable(use: () -> R): R = try {
        use()
    } catch (error: GeneralSecurityException) {
        throw KeyException.Unusable(error.toString())
    } catch (error: ProviderException) {
        throw KeyException.Unusable(error.toString())
    } catch (error: IOException) {
        throw KeyException.Unusable(error.toString())
    }

    internal companion object {
        private const val STORE = "AndroidKeyStore"
        private const val ALIAS = "dev.menshen.log"

        // An X.509 key of Ed25519 is 12 bytes that say so, and the key.
        private const val HEAD = 12
        private const val RAW = 32

        /** `null` where the key store has no Ed25519: then a key in a file signs. */
        fun orNull(context: Context, api: Int = Build.VERSION.SDK_INT): KeystoreKey? =
            if (api >= 33) KeystoreKey(File(context.noBackupFilesDir, "menshen-key.lock")) else null
    }
}
