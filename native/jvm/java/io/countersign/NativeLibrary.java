package io.countersign;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Finds the native library: where {@code java.library.path} says, else inside the jar, under "natives", from where it
 * is written to a directory that only this user can read, and deleted again as soon as it is loaded, where the system
 * allows.
 */
final class NativeLibrary {
    private static final String NAME = "countersign_jni";

    static void load() {
        try {
            System.loadLibrary(NAME);
        } catch (UnsatisfiedLinkError notThere) {
            loadFromJar(notThere);
        }
        // A library of another release, left behind on the library path, would understand other things by the same
        // calls.
        String version = new String(Native.version(), StandardCharsets.UTF_8);
        if (!version.equals(Release.VERSION)) {
            throw new UnsatisfiedLinkError(
                    "the native library is Countersign " + version + ", the classes are " + Release.VERSION);
        }
    }

    private static void loadFromJar(UnsatisfiedLinkError notThere) {
        String resource = "/natives/" + platform() + "/" + System.mapLibraryName(NAME);
        try (InputStream library = NativeLibrary.class.getResourceAsStream(resource)) {
            if (library == null) {
                throw failure("it is not on java.library.path, and there is no " + resource + " in the jar", notThere);
            }
            Path directory = Files.createTempDirectory("countersign");
            Path file = directory.resolve(System.mapLibraryName(NAME));
            try {
                Files.copy(library, file);
                System.load(file.toString());
            } finally {
                remove(file, directory);
            }
        } catch (IOException e) {
            throw failure("it could not be written to " + System.getProperty("java.io.tmpdir"), e);
        }
    }

    // Windows keeps a loaded library from being deleted; then it goes when the program ends, if at all.
    private static void remove(Path file, Path directory) {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(directory);
        } catch (IOException inUse) {
            directory.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
        }
    }

    private static UnsatisfiedLinkError failure(String why, Throwable cause) {
        UnsatisfiedLinkError error = new UnsatisfiedLinkError("no native library for Countersign: " + why);
        error.initCause(cause);
        return error;
    }

    /** The directory of this machine's library inside the jar, such as "linux-x86_64". */
    static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String system = os.startsWith("mac") ? "darwin" : os.startsWith("windows") ? "windows" : os;
        return system + "-" + (arch.equals("amd64") ? "x86_64" : arch);
    }

    private NativeLibrary() {}
}
