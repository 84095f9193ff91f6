package dev.cordon.scan;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import java.util.Optional;

/** Reads the lines of the repair language; {@code docs/definitions.md} has its words. */
final class RepairParser {
    private static final String TRUNCATE = "truncate";
    private static final String FROM_END = "EOF-";
    private static final String ANYTHING = "*";
    private static final int VERSION_1_FIELDS = 4;
    private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();

    /** How many bytes a line must know by their digests if there are others that it does not know. */
    private static final long LEAST_KNOWN = 32;

    private final DatabaseLine line;
    private int next = 1;

    private RepairParser(DatabaseLine line) {
        this.line = line;
    }

    /** Reads a line of version 1: {@code name:truncate:length:digest}. */
    static Repair version1(DatabaseLine line) throws LineException {
        line.requireFields(2, Integer.MAX_VALUE);
        RepairParser parser = new RepairParser(line);
        if (!parser.word().equals(TRUNCATE)) {
            throw new LineException("version 1 of the repair language has no such action");
        }
        line.requireFields(VERSION_1_FIELDS, VERSION_1_FIELDS);
        RepairStep step = parser.truncate();
        if (step.digest().isEmpty()) {
            throw new LineException("version 1 of the repair language wants a digest");
        }
        return new Repair(ImmutableList.of(step));
    }

    /** Reads a line of version 2: a name and one action or more, each with its operands. */
    static Repair version2(DatabaseLine line) throws LineException {
        RepairParser parser = new RepairParser(line);
        ImmutableList.Builder<RepairStep> read = ImmutableList.builder();
        do {
            read.add(parser.action());
        } while (!parser.isAtEnd());
        ImmutableList<RepairStep> steps = read.build();
        if (steps.stream().noneMatch(step -> step.replacement().isPresent())) {
            throw new LineException("the line changes nothing");
        }
        requireKnown(steps);
        return new Repair(steps);
    }

    private static void requireKnown(ImmutableList<RepairStep> steps) throws LineException {
        long known = 0;
        for (RepairStep step : steps) {
            known += step.digest().isPresent() ? step.stretch().length() : 0;
        }
        boolean isAllKnown = steps.stream().allMatch(step -> step.digest().isPresent());
        if (!isAllKnown && known < LEAST_KNOWN) {
            throw new LineException("the line knows fewer than 32 bytes");
        }
    }

    private RepairStep action() throws LineException {
        return switch (word()) {
            case TRUNCATE -> truncate();
            case "excise" -> new RepairStep(stretch(), digest(), Optional.of(new Replacement.Nothing()));
            case "restore" -> restore();
            case "where" -> where();
            default -> throw new LineException("version 2 of the repair language has no such action");
        };
    }

    private RepairStep truncate() throws LineException {
        long length = length();
        return new RepairStep(new Stretch(true, length, length), digest(), Optional.of(new Replacement.Nothing()));
    }

    private RepairStep where() throws LineException {
        RepairStep step = new RepairStep(stretch(), digest(), Optional.empty());
        if (step.digest().isEmpty()) {
            throw new LineException("a condition wants a digest");
        }
        return step;
    }

    private RepairStep restore() throws LineException {
        Stretch stretch = stretch();
        return new RepairStep(stretch, digest(), Optional.of(replacement(stretch.length())));
    }

    private Replacement replacement(long length) throws LineException {
        return switch (word()) {
            case "bytes" -> new Replacement.Literal(ByteSource.wrap(bytes(length)));
            case "copy" -> new Replacement.Copy(stretch(word(), length));
            case "fill" -> new Replacement.Fill(bytes(1)[0], length);
            default -> throw new LineException("what is put back is neither bytes nor a copy nor a fill");
        };
    }

    private byte[] bytes(long length) throws LineException {
        String digits = Ascii.toLowerCase(word());
        if (digits.length() != 2 * length || !HEX.canDecode(digits)) {
            throw new LineException("the bytes are not as many as the length says, in hexadecimal digits");
        }
        return HEX.decode(digits);
    }

    private Stretch stretch() throws LineException {
        String offset = word();
        return stretch(offset, length());
    }

    private static Stretch stretch(String offset, long length) throws LineException {
        boolean fromEnd = offset.startsWith(FROM_END);
        String digits = fromEnd ? offset.substring(FROM_END.length()) : offset;
        return new Stretch(fromEnd, DatabaseLine.number(digits, "the offset"), length);
    }

    private long length() throws LineException {
        long length = DatabaseLine.number(word(), "the length");
        if (length == 0) {
            throw new LineException("the length is 0");
        }
        return length;
    }

    private Optional<HashCode> digest() throws LineException {
        String digits = word();
        if (digits.equals(ANYTHING)) {
            return Optional.empty();
        }
        return Optional.of(HashKind.SHA256
                .parse(digits)
                .orElseThrow(() -> new LineException("the digest is not a SHA-256 in hexadecimal digits")));
    }

    private String word() throws LineException {
        if (isAtEnd()) {
            throw new LineException("the line has too few fields");
        }
        return line.field(next++);
    }

    private boolean isAtEnd() {
        return next == line.fields().size();
    }
}
