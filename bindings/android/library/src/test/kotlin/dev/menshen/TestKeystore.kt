package dev.menshen

import android.security.keystore.KeyGenParameterSpec
import java.io.InputStream
import java.io.OutputStream
import java.math.BigInteger
import java.security.Key
import java.security.KeyPair
import java.security.KeyPairGenerator
import java.security.KeyPairGeneratorSpi
import java.security.KeyStoreSpi
import java.security.Principal
import java.security.PrivateKey
import java.security.Provider
import java.security.ProviderException
import java.security.PublicKey
import java.security.SecureRandom
import java.security.cert.Certificate
import java.security.cert.X509Certificate
import java.security.spec.AlgorithmParameterSpec
import java.security.spec.ECGenParameterSpec
import java.util.Collections
import java.util.Date
import java.util.Enumeration

/**
 * A provider under the name of Android's, whose keys are the JDK's Ed25519. It keeps keys as Android
 * does, by the alias of the specification, with a certificate around the public half.
 */
internal class TestKeystore(private val strongBox: Boolean, private val curve: Boolean) : Provider("AndroidKeyStore", "1", "") {
    val asked = ArrayList<KeyGenParameterSpec>()
    private val pairs = HashMap<String, KeyPair>()

    init {
        put("KeyPairGenerator.EC") { Generator() }
        put("KeyStore.AndroidKeyStore") { Store() }
    }

    private fun put(name: String, make: () -> Any) {
        val (type, algorithm) = name.split('.')
        putService(object : Service(this, type, algorithm, "", null, null) {
            override fun newInstance(parameter: Any?): Any = make()
        })
    }

    private inner class Generator : KeyPairGeneratorSpi() {
        private lateinit var spec: KeyGenParameterSpec

        override fun initialize(size: Int, random: SecureRandom?): Unit = error("Android takes a specification")

        override fun initialize(spec: AlgorithmParameterSpec, random: SecureRandom?) {
            this.spec = spec as KeyGenParameterSpec
            asked += this.spec
        }

        override fun generateKeyPair(): KeyPair {
            check((spec.algorithmParameterSpec as ECGenParameterSpec).name == "ed25519")
            if (spec.isStrongBoxBacked && !strongBox) throw ProviderException("no such chip")
            if (!curve) throw ProviderException("no such curve")
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair().also { pairs[spec.keystoreAlias] = it }
        }
    }

    private inner class Store : KeyStoreSpi() {
        override fun engineLoad(from: InputStream?, password: CharArray?): Unit = Unit
        override fun engineGetKey(alias: String, password: CharArray?): Key? = pairs[alias]?.private
        override fun engineGetCertificate(alias: String): Certificate? = pairs[alias]?.let { Around(it.public) }
        override fun engineGetCertificateChain(alias: String): Array<Certificate>? = engineGetCertificate(alias)?.let { arrayOf(it) }
        override fun engineContainsAlias(alias: String): Boolean = alias in pairs
        override fun engineIsKeyEntry(alias: String): Boolean = alias in pairs
        override fun engineIsCertificateEntry(alias: String): Boolean = false
        override fun engineAliases(): Enumeration<String> = Collections.enumeration(pairs.keys)
        override fun engineSize(): Int = pairs.size
        override fun engineGetCertificateAlias(of: Certificate): String? = null
        override fun engineGetCreationDate(alias: String): Date? = null
        override fun engineDeleteEntry(alias: String): Unit = Unit
        override fun engineSetCertificateEntry(alias: String, of: Certificate): Unit = Unit
        override fun engineSetKeyEntry(alias: String, key: Key, password: CharArray?, chain: Array<Certificate>?): Unit = Unit
        override fun engineSetKeyEntry(alias: String, key: ByteArray, chain: Array<Certificate>?): Unit = Unit
        override fun engineStore(to: OutputStream, password: CharArray?): Unit = Unit
    }

    /** Only the key of it is looked at. */
    @Suppress("OVERRIDE_DEPRECATION")
    private class Around(private val key: PublicKey) : X509Certificate() {
        override fun getPublicKey(): PublicKey = key
        override fun getEncoded(): ByteArray = key.encoded
        override fun toString(): String = "a key"
        override fun verify(by: PublicKey): Unit = Unit
        override fun verify(by: PublicKey, provider: String): Unit = Unit
        override fun checkValidity(): Unit = Unit
        override fun checkValidity(at: Date): Unit = Unit
        override fun getVersion(): Int = 3
        override fun getSerialNumber(): BigInteger = BigInteger.ONE
        override fun getIssuerDN(): Principal? = null
        override fun getSubjectDN(): Principal? = null
        override fun getNotBefore(): Date = Date(0)
        override fun getNotAfter(): Date = Date(0)
        override fun getTBSCertificate(): ByteArray = ByteArray(0)
        override fun getSignature(): ByteArray = ByteArray(0)
        override fun getSigAlgName(): String = "Ed25519"
        override fun getSigAlgOID(): String = ""
        override fun getSigAlgParams(): ByteArray? = null
        override fun getIssuerUniqueID(): BooleanArray? = null
        override fun getSubjectUniqueID(): BooleanArray? = null
        override fun getKeyUsage(): BooleanArray? = null
        override fun getBasicConstraints(): Int = -1
        override fun hasUnsupportedCriticalExtension(): Boolean = false
        override fun getCriticalExtensionOIDs(): Set<String>? = null
        override fun getNonCriticalExtensionOIDs(): Set<String>? = null
        override fun getExtensionValue(of: String): ByteArray? = null
    }
}
