// Not built here: this project's machines have no Android NDK. Its tests check the syntax of these files, and the same
// classes and the same library for Java on Linux; the first build of the AAR is still to be made.
//
// The AAR holds the classes, libcountersign_jni.so for each ABI, consumer-rules.pro, and as a prefab package
// libcountersign.so with countersign.h. Give it the sources that Debian's machines find by themselves:
//   gradle assembleRelease -Psodium=PATCHED_LIBSODIUM_TREE -Pboost=FOLDER_THAT_HOLDS_BOOST
plugins {
    id("com.android.library") version "8.7.3"
}

val tree = projectDir.resolve("../..")
group = "io.countersign"
version = Regex("""project\(countersign VERSION ([0-9.]+)""").find(tree.resolve("CMakeLists.txt").readText())!!.groupValues[1]

android {
    namespace = "io.countersign"
    compileSdk = 35
    ndkVersion = "27.2.12479018"

    defaultConfig {
        minSdk = 33 // java.lang.ref.Cleaner
        consumerProguardFiles("consumer-rules.pro")
        ndk {
            abiFilters += listOf("arm64-v8a", "x86_64")
        }
        externalNativeBuild {
            cmake {
                targets("countersign_jni", "countersign")
                arguments(
                    "-DCOUNTERSIGN_BUILD_JNI=ON",
                    "-DCOUNTERSIGN_SODIUM_SOURCE=${providers.gradleProperty("sodium").get()}",
                    "-DCOUNTERSIGN_BOOST_INCLUDE=${providers.gradleProperty("boost").get()}",
                    "-DANDROID_STL=c++_static",
                    "-DANDROID_SUPPORT_FLEXIBLE_PAGE_SIZES=ON",
                )
            }
        }
    }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_11
        targetCompatibility = JavaVersion.VERSION_11
    }
    sourceSets {
        getByName("main") {
            java.srcDir("../jvm/java")
        }
    }
    externalNativeBuild {
        cmake {
            path = tree.resolve("CMakeLists.txt")
        }
    }
    buildFeatures {
        prefabPublishing = true
    }
    prefab {
        create("countersign") {
            headers = layout.buildDirectory.dir("headers").get().asFile.path
        }
    }
}

// The door's one header; its folder has others that are nobody's business.
val headers = tasks.register<Copy>("headers") {
    from(tree.resolve("core/door/countersign.h"))
    into(layout.buildDirectory.dir("headers"))
}
tasks.named("preBuild") {
    dependsOn(headers)
}
