package dev.cordon.scan;

import com.google.common.base.CharMatcher;
import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;
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
    private final ImmutableMap<String, LineReader> languages;
    private final List<Engine.UnsupportedLine> unsupported;
    private final byte[] line = new byte[LONGEST_LINE];
    private Optional<LineReader> reader;
    private int number;

    private DatabaseText(
            String file,
            ImmutableMap<String, LineReader> languages,
            Optional<LineReader> reader,
            List<Engine.UnsupportedLine> unsupported) {
        this.file = file;
        this.languages = languages;
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
        new DatabaseText(file, ImmutableMap.of(), Optional.of(reader), unsupported).read(database);
    }

    /** Reads a database whose first line names one of some languages, which leave nothing to be unsupported. */
    static void read(String file, ImmutableMap<String, LineReader> languages, ByteSource database) throws IOException {
        new DatabaseText(file, languages, Optional.empty(), new ArrayList<>()).read(database);
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
            var unused = requireReader();
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
            reader = reader.or(() -> Optional.ofNullable(languages.get(text)));
        }
        LineReader present = requireReader();
        if (text.isBlank() || text.startsWith("#")) {
            return;
        }
        try {
            present.read(DatabaseLine.of(text));
        } catch (UnsupportedLineException e) {
            unsupported.add(new Engine.UnsupportedLine(file, number, e.reason()));
        }
    }

    private LineReader requireReader() throws LineException {
        return reader.orElseThrow(() -> new LineException(
                "the database does not begin with " + Joiner.on(" or ").join(languages.keySet())));
    }
}
