// The library, for apps that build it from source. `cargo xtask package android` puts the same
// together as an AAR. The versions are those of ../pom.xml, which the tests are built with.
plugins {
    id("com.android.library")
    kotlin("android")
}

val menshenRoot = rootProject.file(providers.gradleProperty("menshen.root").get())
val nativeLibraries = layout.buildDirectory.dir("menshen/jniLibs")

/** The native libraries, by cargo and the NDK that ANDROID_NDK_HOME names. */
val cargoLibraries by tasks.registering(Exec::class) {
    workingDir = menshenRoot
    commandLine("cargo", "xtask", "package", "android", "--libraries", nativeLibraries.get().asFile.path)
    val ndk = androidComponents.sdkComponents.ndkDirectory
    doFirst { environment("ANDROID_NDK_HOME", ndk.get().asFile.path) }
    // Cargo knows best what has changed.
    outputs.upToDateWhen { false }
    outputs.dir(nativeLibraries)
}

android {
    namespace = "dev.menshen"
    compileSdk = 35
    defaultConfig {
        minSdk = 24
        consumerProguardFiles("consumer-rules.pro")
    }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
    sourceSets["main"].jniLibs.srcDir(nativeLibraries)
}

kotlin {
    compilerOptions { jvmTarget.set(org.jetbrains.kotlin.gradle.dsl.JvmTarget.JVM_17) }
}

tasks.named("preBuild") { dependsOn(cargoLibraries) }

dependencies {
    api("org.jetbrains.kotlinx:kotlinx-coroutines-android:1.11.0")
    // The AAR, which has JNA's native half; the jar has it for desktops only.
    implementation("net.java.dev.jna:jna:5.19.1@aar")
}
