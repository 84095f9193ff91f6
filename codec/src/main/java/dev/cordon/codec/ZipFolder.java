package dev.cordon.codec;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.ByteSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.text.Normalizer;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * Packs the files of a folder into a zip archive and unpacks them with guards.
 *
 * <p>Refused are absolute paths, paths that lead upwards, drive letters, backslashes, links, names that are there twice
 * or differ in case only, files that lie one over the other in the archive, and archives beyond their
 * {@link ZipLimits}. Everything is held in memory.
 */
public final class ZipFolder {
    private static final int BUFFER = 16 << 10;
    private static final long FREE_OF_RATIO = 1 << 20;
    /** The library makes an object for each entry of a directory before anybody can count them. */
    private static final int MOST_DIRECTORY_ENTRIES = 100_000;

    private static final int DIRECTORY_ENTRY = 0x02014b50;
    private static final int EXTRA_LENGTH = 30;

    /** Many small extra fields take the library quadratic time, and no packer of folders needs so much of them. */
    private static final int LONGEST_EXTRA = 256;

    private static final long LONGEST_EXTRAS = 4 << 20;
    private static final Splitter PARTS = Splitter.on('/');

    /** A month after the time of zip begins: nearer to that, some time zones add a field of their own. */
    private static final LocalDateTime FIXED_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private ZipFolder() {}

    /**
     * Packs files, sorted by path. The same files always make the same bytes. Paths are not checked: {@link #unpack}
     * refuses those that lead out of the folder.
     */
    public static void pack(Map<String, ByteSource> files, OutputStream sink) throws IOException {
        // Zip keeps local time, so the instant depends on the zone for the bytes not to.
        long time = FIXED_TIME.atZone(ZoneId.systemDefault()).toInstant().toEpochMilli();
        ZipArchiveOutputStream zip = new ZipArchiveOutputStream(sink);
        for (Map.Entry<String, ByteSource> file : new TreeMap<>(files).entrySet()) {
            ZipArchiveEntry entry = new ZipArchiveEntry(file.getKey());
            entry.setTime(time);
            zip.putArchiveEntry(entry);
            file.getValue().copyTo(zip);
            zip.closeArchiveEntry();
        }
        zip.finish();
        zip.flush();
    }

    /**
     * Returns the files of an archive by name; folders are left out.
     *
     * @throws WireException {@code unpackage} if the archive is damaged or not to be trusted
     */
    public static ImmutableSortedMap<String, ByteSource> unpack(ByteSource archive, ZipLimits limits)
            throws IOException {
        byte[] bytes = archive.slice(0, limits.totalBytes() + 1).read();
        if (bytes.length > limits.totalBytes()) {
            throw refused("the archive is larger than allowed");
        }
        checkDirectory(bytes, limits);
        try (ZipFile zip = ZipFile.builder()
                // Its extra fields are merged with the others, in quadratic time; nothing here needs them.
                .setIgnoreLocalFileHeader(true)
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes))
                .get()) {
            return unpack(zip, new Budget(limits, bytes.length));
        } catch (WireException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new WireException(WireError.of(ErrorCode.UNPACKAGE), "the archive is damaged", e);
        }
    }

    /** Counts what may begin an entry; within files that hold archives themselves it may do so by chance. */
    private static void checkDirectory(byte[] archive, ZipLimits limits) throws WireException {
        int most = Math.max(limits.entries(), MOST_DIRECTORY_ENTRIES);
        ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        int entries = 0;
        long extras = 0;
        for (int position = 0; position <= archive.length - Integer.BYTES; position++) {
            if (archive[position] == 'P' && bytes.getInt(position) == DIRECTORY_ENTRY) {
                entries++;
                int extra = extraLength(bytes, position);
                extras += extra;
                if (extra > LONGEST_EXTRA || extras > LONGEST_EXTRAS) {
                    throw refused("the archive holds a file with more beside it than allowed");
                }
            }
        }
        if (entries > most) {
            throw refused("the archive holds more files than allowed");
        }
    }

    private static int extraLength(ByteBuffer archive, int entry) {
        int position = entry + EXTRA_LENGTH;
        return position + Short.BYTES <= archive.limit() ? archive.getShort(position) & 0xffff : 0;
    }

    private static ImmutableSortedMap<String, ByteSource> unpack(ZipFile zip, Budget budget) throws IOException {
        ImmutableSortedMap.Builder<String, ByteSource> files = ImmutableSortedMap.naturalOrder();
        Set<String> names = new HashSet<>();
        for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
            budget.takeEntry();
            budget.takePacked(entry.getCompressedSize());
            checkName(entry.getName(), names);
            checkRawName(entry.getRawName());
            if (entry.isUnixSymlink()) {
                throw refused("the archive holds a link");
            }
            if (!isPlain(entry) || !zip.canReadEntryData(entry)) {
                throw refused("the archive holds a file that can't be read");
            }
            if (!entry.isDirectory()) {
                files.put(entry.getName(), ByteSource.wrap(read(zip, entry, budget)));
            }
        }
        return files.buildOrThrow();
    }

    /** Other methods need libraries that may not be there, and no definitions are packed with them. */
    private static boolean isPlain(ZipArchiveEntry entry) {
        return entry.getMethod() == ZipArchiveEntry.STORED || entry.getMethod() == ZipArchiveEntry.DEFLATED;
    }

    private static void checkName(String name, Set<String> names) throws WireException {
        String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        boolean odd = path.indexOf('\\') >= 0 || path.indexOf(':') >= 0 || path.indexOf('\0') >= 0;
        boolean leads =
                PARTS.splitToStream(path).anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        if (odd || leads) {
            throw refused("the archive holds a file whose path leads out of it");
        }
        if (!names.add(folded(path))) {
            throw refused("the archive holds a name twice");
        }
    }

    /** What file systems take for the same name: letters in either case, accents in either form. */
    private static String folded(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    /** The library turns some backslashes into slashes before anybody sees them. */
    private static void checkRawName(byte[] name) throws WireException {
        for (byte character : name) {
            if (character == '\\') {
                throw refused("the archive holds a file whose path has a backslash");
            }
        }
    }

    private static byte[] read(ZipFile zip, ZipArchiveEntry entry, Budget budget) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        CRC32 checksum = new CRC32();
        try (InputStream source = new CheckedInputStream(zip.getInputStream(entry), checksum)) {
            byte[] buffer = new byte[BUFFER];
            int count = source.read(buffer);
            while (count >= 0) {
                budget.takeBytes(count);
                file.write(buffer, 0, count);
                count = source.read(buffer);
            }
        }
        if (checksum.getValue() != entry.getCrc() || file.size() != entry.getSize()) {
            throw refused("the archive holds a file that is damaged");
        }
        return file.toByteArray();
    }

    private static WireException refused(String reason) {
        return new WireException(WireError.of(ErrorCode.UNPACKAGE), reason);
    }

    /** Counts the limits down. */
    private static final class Budget {
        private int entries;
        private long packed;
        private long bytes;

        Budget(ZipLimits limits, int packed) {
            this.entries = limits.entries();
            this.packed = packed;
            this.bytes = Math.min(limits.totalBytes(), FREE_OF_RATIO + (long) packed * limits.ratio());
        }

        void takeEntry() throws WireException {
            if (entries-- == 0) {
                throw refused("the archive holds more files than allowed");
            }
        }

        /** Packed bytes that unpack to nothing cost time, too, and one over the other they cost it as often. */
        void takePacked(long size) throws WireException {
            packed -= size;
            if (packed < 0 || size < 0) {
                throw refused("the archive holds files that lie one over the other");
            }
        }

        void takeBytes(int count) throws WireException {
            bytes -= count;
            if (bytes < 0) {
                throw refused("the archive unpacks to more than allowed");
            }
        }
    }
}
