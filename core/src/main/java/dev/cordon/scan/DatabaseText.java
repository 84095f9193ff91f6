package dev.cordon.scan;

import com.google.common.base.CharMatcher;
import com.google.common.io.ByteSource;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import dev.cordon.spi.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Goes through the lines of a database. Comments and blank lines are passed over; nothing else is.
 *
 * <p>A line ends with LF or CRLF. The text is ASCII without control characters.
 */
final class DatabaseText {
    private static final int LONGEST_LINE = 8192;
    private static final int BUFFER = 1 << 16;
    private static final CharMatcher PRINTABLE = CharMatcher.inRange(' ', '~');

    private final String file;
    private final Optional<String> heading;
    private final LineReader reader;
    private final List<Engine.UnsupportedLine> unsupported;
    private final byte[] line = new byte[LONGEST_LINE];
    private int number;

    private DatabaseText(
            String file, Optional<String> heading, LineReader reader, List<Engine.UnsupportedLine> unsupported) {
        this.file = file;
        this.heading = heading;
        this.reader = reader;
        this.unsupported = unsupported;
    }

    /** Takes in one line. */
    interface LineReader {
        void read(DatabaseLine line) throws LineException, UnsupportedLineException;
    }

    /** Reads a database that has lines only; adds those that are well-formed and can't be used to a list. */
    static void read(String file, ByteSource database, LineReader reader, List<Engine.UnsupportedLine> unsupported)
            throws IOException {
        new DatabaseText(file, Optional.empty(), reader, unsupported).read(database);
    }

    /** Reads a database whose first line names its language, which leaves nothing to be unsupported. */
    static void read(String file, String heading, ByteSource database, LineReader reader) throws IOException {
        new DatabaseText(file, Optional.of(heading), reader, new ArrayList<>()).read(database);
    }

    private void read(ByteSource database) throws IOException {
        try (InputStream bytes = database.openStream()) {
            byte[] buffer = new byte[BUFFER];
            int length = 0;
            boolean open = false;
            for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
                for (int at = 0; at < count; at++) {
                    number += open ? 0 : 1;
                    open = buffer[at] != '\n';
                    if (!open) {
                        accept(length);
                        length = 0;
                    } else if (length == LONGEST_LINE) {
                        throw new LineException("the line is longer than 8192 characters");
                    } else {
                        line[length++] = buffer[at];
                    }
                }
            }
            if (open) {
                accept(length);
            }
            requireHeading(number > 0);
        } catch (LineException refused) {
            String reason = "database " + file + ", line " + Math.max(number, 1) + ": " + refused.getMessage();
            throw new WireException(ErrorCode.UNPACKAGE, reason);
        }
    }

    private void accept(int length) throws LineException {
        boolean crlf = length > 0 && line[length - 1] == '\r';
        accept(new String(line, 0, crlf ? length - 1 : length, StandardCharsets.ISO_8859_1));
    }

    private void accept(String text) throws LineException {
        if (!PRINTABLE.matchesAllOf(text)) {
            throw new LineException("the line holds characters other than printable ASCII");
        }
        if (number == 1) {
            requireHeading(heading.isEmpty() || heading.get().equals(text));
        }
        if (text.isBlank() || text.startsWith("#")) {
            return;
        }
        try {
            reader.read(DatabaseLine.of(text));
        } catch (UnsupportedLineException e) {
            unsupported.add(new Engine.UnsupportedLine(file, number, e.reason()));
        }
    }

    private void requireHeading(boolean there) throws LineException {
        if (heading.isPresent() && !there) {
            throw new LineException("the database does not begin with " + heading.get());
        }
    }
}
