package dev.cordon.store;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;

/** Keeps files and folders from everybody but their owner, where the file system has POSIX permissions. */
public final class OwnerOnly {
    private static final ImmutableSet<PosixFilePermission> FILE =
            ImmutableSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final ImmutableSet<PosixFilePermission> FOLDER = ImmutableSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private OwnerOnly() {}

    /** Returns what to create a file with at this place; nothing where there are no such permissions. */
    public static FileAttribute<?>[] file(Path place) {
        return attributes(place, FILE);
    }

    /** Returns what to create a folder with at this place; nothing where there are no such permissions. */
    public static FileAttribute<?>[] folder(Path place) {
        return attributes(place, FOLDER);
    }

    /** Takes a folder that is there already away from everybody else. */
    static void close(Path folder) throws IOException {
        if (hasPermissions(folder)) {
            Files.setPosixFilePermissions(folder, FOLDER);
        }
    }

    private static FileAttribute<?>[] attributes(Path place, ImmutableSet<PosixFilePermission> permissions) {
        return hasPermissions(place)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean hasPermissions(Path place) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
