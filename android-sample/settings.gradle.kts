// The sample with Gradle: ./gradlew installDebug, with an Android SDK and an NDK.
pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}

dependencyResolutionManagement {
    repositoriesMode.set(RepositoriesMode.FAIL_ON_PROJECT_REPOS)
    repositories {
        google()
        mavenCentral()
    }
}

rootProject.name = "menshen-sample"

include(":library")
project(":library").projectDir = file("../bindings/android/library")
