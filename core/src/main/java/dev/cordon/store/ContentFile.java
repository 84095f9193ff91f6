package dev.cordon.store;

import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import com.google.common.io.ByteSource;
import com.google.common.io.ByteStreams;
import com.google.common.io.CountingOutputStream;
import com.google.common.io.MoreFiles;
import dev.cordon.codec.HeaderLimits;
import dev.cordon.codec.HeaderReader;
import dev.cordon.codec.Message;
import dev.cordon.spi.SampleStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * A file with a content: a message; then the entry of the sample that has brought it, so that both become durable at
 * once and the log may follow later; then a line that says where the message ends.
 *
 * <pre>{@code
 * <bytes of the message, 19 digits> <CRC-32C of the message> <bytes of the entry, 10 digits>
 * }</pre>
 *
 * @param file the file
 * @param message how many bytes the message has
 * @param checksum the CRC-32C of the message
 * @param entry how many bytes the entry has
 */
record ContentFile(Path file, long message, String checksum, int entry) {
    private static final int LAST_LINE = 19 + 1 + 8 + 1 + 10 + 1;
    private static final HeaderReader READER = new HeaderReader(HeaderLimits.standard());

    static void write(Message message, LogEntry entry, OutputStream sink) throws IOException {
        CRC32C checksum = new CRC32C();
        CountingOutputStream counting = new CountingOutputStream(new CheckedOutputStream(sink, checksum));
        message.writeTo(counting);
        entry.writeTo(sink);
        String end = String.join(
                " ",
                Strings.padStart(Long.toString(counting.getCount()), 19, '0'),
                hexadecimal(checksum),
                Strings.padStart(Integer.toString(entry.length()), 10, '0'));
        sink.write((end + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static String hexadecimal(CRC32C checksum) {
        return Strings.padStart(Long.toHexString(checksum.getValue()), 8, '0');
    }

    /** Returns what the last line of a file says; empty if it says nothing. */
    static Optional<ContentFile> find(Path file) throws IOException {
        long size = Files.size(file);
        if (size < LAST_LINE) {
            return Optional.empty();
        }
        byte[] last =
                MoreFiles.asByteSource(file).slice(size - LAST_LINE, LAST_LINE).read();
        List<String> fields = Splitter.on(' ').splitToList(new String(last, StandardCharsets.US_ASCII).trim());
        try {
            return Optional.of(new ContentFile(
                            file, Long.parseLong(fields.get(0)), fields.get(1), Integer.parseInt(fields.get(2))))
                    .filter(found -> found.message + found.entry + LAST_LINE == size);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    static ContentFile open(Path file) throws IOException {
        return find(file).orElseThrow(() -> new IOException("a content is damaged"));
    }

    SampleStore.Content content() throws IOException {
        Message read = Message.read(source(0, message), READER);
        return new SampleStore.Content(read.header(), read.content());
    }

    /** Returns the entry of the sample that has brought the content, if both are whole. */
    Optional<LogEntry> arrival() {
        try {
            byte[] bytes = source(message, entry).read();
            return LogEntry.at(bytes, 0).filter(whole -> whole.length() == entry && isWhole());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean isWhole() {
        CRC32C found = new CRC32C();
        try (InputStream stream = new CheckedInputStream(source(0, message).openBufferedStream(), found)) {
            ByteStreams.exhaust(stream);
            return hexadecimal(found).equals(checksum);
        } catch (IOException e) {
            return false;
        }
    }

    private ByteSource source(long from, long length) {
        return MoreFiles.asByteSource(file).slice(from, length);
    }
}
