package dev.cordon.client;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.codec.Header;
import dev.cordon.codec.Key;
import dev.cordon.sample.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a file has beside its bytes: read when it is isolated, kept in the sample, given back with it. */
final class FileTraits {
    private static final Instant FIRST_DATE = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant DATES_END = Instant.parse("+10000-01-01T00:00:00Z");

    private FileTraits() {}

    /** Writes the traits of a file into a sample, and returns those that could not be read or kept in full. */
    static Set<Trait> describe(Folder folder, Path name, BasicFileAttributes seen, Header.Builder sample) {
        times(seen, sample);
        Set<Trait> lost = EnumSet.noneOf(Trait.class);
        note(Trait.PERMISSIONS, lost, () -> access(folder, name, sample));
        note(Trait.EXTENDED_ATTRIBUTES, lost, () -> ExtendedAttributes.describe(folder, name, sample));
        return lost;
    }

    private static void times(BasicFileAttributes seen, Header.Builder sample) {
        sample.set(CordonFields.MODIFIED, seen.lastModifiedTime().toInstant())
                .set(CordonFields.ACCESSED, seen.lastAccessTime().toInstant())
                .set(CordonFields.CREATED, seen.creationTime().toInstant());
        date(Attributes.DATE_ACCESSED, seen.lastAccessTime(), sample);
        date(Attributes.DATE_CREATED, seen.creationTime(), sample);
        date(Attributes.DATE_MODIFIED, seen.lastModifiedTime(), sample);
    }

    /** A file system may hold times that no date on the wire can; such a date is left out. */
    private static void date(Key<Instant> key, FileTime time, Header.Builder sample) {
        if (!time.toInstant().isBefore(FIRST_DATE) && time.toInstant().isBefore(DATES_END)) {
            sample.set(key, time.toInstant());
        }
    }

    private static boolean access(Folder folder, Path name, Header.Builder sample) throws IOException {
        Optional<PosixFileAttributeView> view = folder.view(name, PosixFileAttributeView.class);
        if (view.isEmpty()) {
            return true;
        }
        PosixFileAttributes posix = view.get().readAttributes();
        sample.set(CordonFields.PERMISSIONS, PosixFilePermissions.toString(posix.permissions()))
                .set(CordonFields.OWNER, posix.owner().getName())
                .set(CordonFields.GROUP, posix.group().getName());
        return true;
    }

    /**
     * Gives a file the traits of a sample, and returns those that it could not be given. Permissions come last, because
     * they may keep even the owner from the rest.
     */
    static Set<Trait> apply(Sample sample, Folder folder, Path name) {
        Set<Trait> lost = EnumSet.noneOf(Trait.class);
        note(Trait.EXTENDED_ATTRIBUTES, lost, () -> ExtendedAttributes.apply(sample, folder, name));
        note(Trait.TIMES, lost, () -> setTimes(sample, folder, name));
        Optional<PosixFileAttributeView> view = posix(folder, name);
        if (view.isPresent()) {
            note(Trait.OWNER, lost, () -> setOwner(sample, folder, view.get()));
            note(Trait.PERMISSIONS, lost, () -> setPermissions(sample, view.get()));
        }
        return lost;
    }

    private interface Step {
        /** Returns whether the whole of it was done. */
        boolean run() throws IOException;
    }

    /** A foreign or older store may hold what no file system here takes; that costs the trait and not the file. */
    private static void note(Trait trait, Set<Trait> lost, Step step) {
        try {
            if (!step.run()) {
                lost.add(trait);
            }
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException | SecurityException e) {
            lost.add(trait);
        }
    }

    private static Optional<PosixFileAttributeView> posix(Folder folder, Path name) {
        try {
            return folder.view(name, PosixFileAttributeView.class);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Goes by the path, because a folder that is held open would cut times to microseconds. */
    private static boolean setTimes(Sample sample, Folder folder, Path name) throws IOException {
        Optional<FileTime> modified = sample.find(CordonFields.MODIFIED).map(FileTime::from);
        if (modified.isEmpty()) {
            return true;
        }
        if (!folder.isOnThePath(name)) {
            return false;
        }
        Files.getFileAttributeView(folder.path().resolve(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(
                        modified.get(),
                        sample.find(CordonFields.ACCESSED).map(FileTime::from).orElse(modified.get()),
                        sample.find(CordonFields.CREATED).map(FileTime::from).orElse(modified.get()));
        return true;
    }

    private static boolean setOwner(Sample sample, Folder folder, PosixFileAttributeView view) throws IOException {
        PosixFileAttributes present = view.readAttributes();
        UserPrincipalLookupService names = folder.path().getFileSystem().getUserPrincipalLookupService();
        Optional<String> owner = sample.find(CordonFields.OWNER)
                .filter(name -> !name.equals(present.owner().getName()));
        if (owner.isPresent()) {
            UserPrincipal user = names.lookupPrincipalByName(owner.get());
            view.setOwner(user);
        }
        Optional<String> group = sample.find(CordonFields.GROUP)
                .filter(name -> !name.equals(present.group().getName()));
        if (group.isPresent()) {
            GroupPrincipal users = names.lookupPrincipalByGroupName(group.get());
            view.setGroup(users);
        }
        return true;
    }

    private static boolean setPermissions(Sample sample, PosixFileAttributeView view) throws IOException {
        Optional<String> permissions = sample.find(CordonFields.PERMISSIONS);
        if (permissions.isPresent()) {
            view.setPermissions(PosixFilePermissions.fromString(permissions.get()));
        }
        return true;
    }
}
