package dev.cordon.attribute;

import static com.google.common.base.Preconditions.checkArgument;

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
        NumberScan scan = new NumberScan(text, EXPECTED);
        int cylinders = scan.number();
        scan.pass('/');
        int heads = scan.number();
        scan.pass('/');
        int sectors = scan.number();
        scan.passBlanks();
        scan.pass("chs");
        scan.passBlanks();
        int bytesPerSector = scan.number();
        scan.passBlanks();
        scan.pass("bytes");
        scan.end();
        return new Geometry(cylinders, heads, sectors, bytesPerSector);
    }

    /** Returns the geometry as {@code C/H/S chs N bytes}, as on the wire. */
    @Override
    public String toString() {
        return cylinders + "/" + heads + "/" + sectors + " chs " + bytesPerSector + " bytes";
    }
}
