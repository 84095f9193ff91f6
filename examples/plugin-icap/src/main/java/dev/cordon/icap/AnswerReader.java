package dev.cordon.icap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableListMultimap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads answers byte by byte, with bounds for everything that the server decides. For one thread at a time. */
final class AnswerReader {
    static final int LONGEST_HEAD = 32 << 10;
    static final int MOST_FIELDS = 100;

    /** So much of a page in the place of a content is read; what it says is of no interest. */
    static final long LARGEST_PAGE = 1 << 20;

    private static final int LONGEST_CHUNK_LINE = 256;
    private static final Pattern STATUS = Pattern.compile("(ICAP/1\\.0|HTTP/1\\.[01]) ([1-9][0-9]{2})( .*)?");
    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,8})[ \\t]*(;.*)?");
    private static final CharMatcher NAME =
            CharMatcher.inRange('a', 'z').or(CharMatcher.inRange('0', '9')).or(CharMatcher.anyOf("!#$%&'*+-.^_`|~"));
    private static final CharMatcher BLANK = CharMatcher.anyOf(" \t");

    private final Bytes bytes;

    AnswerReader(Bytes bytes) {
        this.bytes = bytes;
    }

    /** Where the answer comes from. */
    @FunctionalInterface
    interface Bytes {
        /** Returns the next byte, which is waited for. */
        byte next() throws IOException;
    }

    /** How a body is, compared with what was sent. */
    enum Comparison {
        SAME,
        /** The body ends before it differs. */
        BEGINNING,
        OTHER
    }

    /**
     * What was read of a body.
     *
     * @param comparison how it is
     * @param ended whether it was read to its end
     */
    record Body(Comparison comparison, boolean ended) {}

    /** Reads the head of an answer. */
    Head icap() throws IOException {
        return head("ICAP");
    }

    /** Reads the head of what an answer holds. */
    Head http() throws IOException {
        return head("HTTP");
    }

    private Head head(String protocol) throws IOException {
        Lines lines = new Lines(LONGEST_HEAD);
        Matcher status = STATUS.matcher(lines.next());
        if (!status.matches() || !status.group(1).startsWith(protocol)) {
            throw new NonsenseException();
        }
        return new Head(Integer.parseInt(status.group(2)), fields(lines), lines.length());
    }

    private static ImmutableListMultimap<String, String> fields(Lines lines) throws IOException {
        List<String> unfolded = new ArrayList<>();
        for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
            boolean folded = BLANK.matches(line.charAt(0));
            if (folded ? unfolded.isEmpty() : unfolded.size() == MOST_FIELDS) {
                throw new NonsenseException();
            }
            if (folded) {
                int last = unfolded.size() - 1;
                unfolded.set(last, unfolded.get(last) + "\n" + BLANK.trimFrom(line));
            } else {
                unfolded.add(line);
            }
        }
        ImmutableListMultimap.Builder<String, String> fields = ImmutableListMultimap.builder();
        for (String field : unfolded) {
            int colon = field.indexOf(':');
            String name = Ascii.toLowerCase(field.substring(0, Math.max(colon, 0)));
            if (name.isEmpty() || !NAME.matchesAllOf(name)) {
                throw new NonsenseException();
            }
            fields.put(name, BLANK.trimFrom(field.substring(colon + 1)));
        }
        return fields.build();
    }

    /**
     * Reads a body in chunks beside what was sent, and no further than is of interest.
     *
     * @throws IOException if it is no body in chunks, or the server is gone before it ends
     */
    Body body(InputStream sent) throws IOException {
        Comparer comparer = new Comparer(sent);
        for (long left = chunk(); left > 0; left = chunk()) {
            for (; left > 0; left--) {
                if (!comparer.take(bytes.next())) {
                    return new Body(Comparison.OTHER, false);
                }
            }
            if (bytes.next() != '\r' || bytes.next() != '\n') {
                throw new NonsenseException();
            }
        }
        fields(new Lines(LONGEST_HEAD));
        return new Body(comparer.result(), true);
    }

    /** Compares what has no body with what was sent. */
    Body noBody(InputStream sent) throws IOException {
        return new Body(new Comparer(sent).result(), true);
    }

    private long chunk() throws IOException {
        Matcher chunk = CHUNK.matcher(new Lines(LONGEST_CHUNK_LINE).next());
        if (!chunk.matches()) {
            throw new NonsenseException();
        }
        return Long.parseLong(chunk.group(1), 16);
    }

    /** Lines that may have so many bytes together. */
    private final class Lines {
        private final int most;
        private int length;

        Lines(int most) {
            this.most = most;
        }

        /** Returns the next line without its end. */
        String next() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (byte next = take(); next != '\n'; next = take()) {
                line.write(next);
            }
            String read = line.toString(ISO_8859_1);
            return read.endsWith("\r") ? read.substring(0, read.length() - 1) : read;
        }

        private byte take() throws IOException {
            if (length == most) {
                throw new NonsenseException();
            }
            length++;
            return bytes.next();
        }

        int length() {
            return length;
        }
    }

    /** Compares what comes with what was sent, as long as they are the same. */
    private static final class Comparer {
        private final InputStream sent;
        private boolean same = true;
        private long different;

        Comparer(InputStream sent) {
            this.sent = sent;
        }

        /** Takes the next byte, and returns whether another one is of interest. */
        boolean take(byte next) throws IOException {
            same = same && Contents.read(sent) == (next & 0xff);
            different += same ? 0 : 1;
            return different < LARGEST_PAGE;
        }

        Comparison result() throws IOException {
            if (!same) {
                return Comparison.OTHER;
            }
            return Contents.read(sent) < 0 ? Comparison.SAME : Comparison.BEGINNING;
        }
    }
}
