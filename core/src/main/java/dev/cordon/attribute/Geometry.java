package dev.cordon.attribute;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The layout of the disk that a sector sample comes from, such as {@code 80/2/18 chs 512 bytes} (guide,
 * "X-Sample-Geometry"). Immutable.
 *
 * @param cylinders how many cylinders the disk has, 1 to 999999999
 * @param heads how many heads, 1 to 999999999
 * @param sectors how many sectors a track has, 1 to 999999999
 * @param bytesPerSector how many bytes a sector holds, 1 to 999999999
 */
public record Geometry(int cylinders, int heads, int sectors, int bytesPerSector) {
    static final String EXPECTED = "a geometry as C/H/S chs N bytes";

    private static final Pattern FORM =
            Pattern.compile("([0-9]{1,9})/([0-9]{1,9})/([0-9]{1,9}) +chs +([0-9]{1,9}) +bytes");

    /**
     * Refuses numbers that are not 1 to 999999999.
     *
     * @param cylinders 1 to 999999999
     * @param heads 1 to 999999999
     * @param sectors 1 to 999999999
     * @param bytesPerSector 1 to 999999999
     */
    public Geometry {
        checkCount(cylinders);
        checkCount(heads);
        checkCount(sectors);
        checkCount(bytesPerSector);
    }

    private static void checkCount(int count) {
        checkArgument(count >= 1 && count <= 999_999_999, "the numbers of a geometry are 1 to 999999999");
    }

    /**
     * {@return the geometry that a text such as {@code 80/2/18 chs 512 bytes} stands for}
     *
     * @param text the value as on the wire
     * @throws IllegalArgumentException if the text has another form or one of its numbers is 0
     */
    public static Geometry parse(String text) {
        Matcher parts = FORM.matcher(text);
        checkArgument(parts.matches(), EXPECTED + " expected");
        return new Geometry(number(parts, 1), number(parts, 2), number(parts, 3), number(parts, 4));
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    /** Returns the geometry as {@code C/H/S chs N bytes}, as on the wire. */
    @Override
    public String toString() {
        return cylinders + "/" + heads + "/" + sectors + " chs " + bytesPerSector + " bytes";
    }
}
