package dev.cordon.scan;

import com.google.common.base.CharMatcher;
import com.google.common.io.ByteSource;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Goes through the lines of a database. Comments and blank lines are passed over; nothing else is.
 *
 * <p>A line ends with LF or CRLF. The text is ASCII without control characters.
 */
final class DatabaseText {
    private static final int LONGEST_LINE = 8192;
    private static final CharMatcher PRINTABLE = CharMatcher.inRange(' ', '~');

    private final String file;
    private final Optional<String> heading;
    private final LineReader reader;
    private int number;

    private DatabaseText(String file, Optional<String> heading, LineReader reader) {
        this.file = file;
        this.heading = heading;
        this.reader = reader;
    }

    /** Takes in one line. */
    interface LineReader {
        void read(DatabaseLine line) throws LineException;
    }

    /** Reads a database that has lines only. */
    static void read(String file, ByteSource database, LineReader reader) throws IOException {
        new DatabaseText(file, Optional.empty(), reader).read(database);
    }

    /** Reads a database whose first line names its language. */
    static void read(String file, String heading, ByteSource database, LineReader reader) throws IOException {
        new DatabaseText(file, Optional.of(heading), reader).read(database);
    }

    private void read(ByteSource database) throws IOException {
        try (InputStream bytes = new BufferedInputStream(database.openStream())) {
            Optional<String> line = next(bytes);
            while (line.isPresent()) {
                accept(line.get());
                line = next(bytes);
            }
            requireHeading(number > 0);
        } catch (LineException refused) {
            String reason = "database " + file + ", line " + Math.max(number, 1) + ": " + refused.getMessage();
            throw new WireException(ErrorCode.UNPACKAGE, reason);
        }
    }

    /** Returns the next line without its end; empty at the end of the file. */
    private Optional<String> next(InputStream bytes) throws IOException, LineException {
        int next = bytes.read();
        if (next < 0) {
            return Optional.empty();
        }
        number++;
        StringBuilder line = new StringBuilder();
        while (next >= 0 && next != '\n') {
            if (line.length() == LONGEST_LINE) {
                throw new LineException("the line is longer than 8192 characters");
            }
            line.append((char) next);
            next = bytes.read();
        }
        if (line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return Optional.of(line.toString());
    }

    private void accept(String line) throws LineException {
        if (!PRINTABLE.matchesAllOf(line)) {
            throw new LineException("the line holds characters other than printable ASCII");
        }
        if (number == 1) {
            requireHeading(heading.isEmpty() || heading.get().equals(line));
        }
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        reader.read(DatabaseLine.of(line));
    }

    private void requireHeading(boolean there) throws LineException {
        if (heading.isPresent() && !there) {
            throw new LineException("the database does not begin with " + heading.get());
        }
    }
}
