// The sample, from the sources that its Maven build (pom.xml) tests on the JVM. The root project is
// the app; the library beside it is built from source.
plugins {
    id("com.android.application") version "8.13.0"
    id("com.android.library") version "8.13.0" apply false
    kotlin("android") version "2.4.21"
}

android {
    namespace = "dev.menshen.sample"
    compileSdk = 35
    defaultConfig {
        applicationId = "dev.menshen.sample"
        minSdk = 24
        targetSdk = 35
        versionCode = 1
        versionName = "1.0"
        ndk { abiFilters += listOf("arm64-v8a", "armeabi-v7a", "x86_64") }
    }
    buildTypes {
        // Signed as the debug build is, to try what R8 leaves: never for a store.
        release {
            isMinifyEnabled = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"))
            signingConfig = signingConfigs["debug"]
        }
    }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
}

kotlin {
    compilerOptions { jvmTarget.set(org.jetbrains.kotlin.gradle.dsl.JvmTarget.JVM_17) }
}

dependencies {
    implementation(project(":library"))
}
