package dev.cordon.attribute;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;

/**
 * Which sectors of a disk a sample holds, such as {@code 0/0/0-0/0/31 799/7/31} (guide, "X-Sample-Sector"). Immutable.
 *
 * @param ranges one or more ranges, in the order in which the sample holds their sectors
 */
public record Sectors(ImmutableList<Range> ranges) {
    static final String EXPECTED = "C/H/S addresses or C/H/S-C/H/S ranges separated by blanks";

    /**
     * Refuses an empty list.
     *
     * @param ranges one or more ranges
     */
    public Sectors {
        checkArgument(!ranges.isEmpty(), "there is at least one sector address");
    }

    /**
     * {@return the sectors that a text such as {@code 0/0/0-0/0/31 799/7/31} stands for}
     *
     * @param text the value as on the wire
     * @throws IllegalArgumentException if the text has another form, or a range ends before it starts
     */
    public static Sectors parse(String text) {
        NumberScan scan = new NumberScan(text, EXPECTED);
        ImmutableList.Builder<Range> ranges = ImmutableList.<Range>builder().add(Range.next(scan));
        while (!scan.isAtEnd()) {
            scan.passBlanks();
            ranges.add(Range.next(scan));
        }
        return new Sectors(ranges.build());
    }

    /** Returns the ranges separated by blanks, as on the wire. */
    @Override
    public String toString() {
        return Joiner.on(' ').join(ranges);
    }

    /**
     * Sectors that follow each other. Immutable.
     *
     * @param first the first sector
     * @param last the last sector, which belongs to the range; equal to the first where there is only one
     */
    public record Range(Address first, Address last) {
        /**
         * Refuses a range that ends before it starts.
         *
         * @param first the first sector
         * @param last the last sector
         */
        public Range {
            checkArgument(first.compareTo(last) <= 0, "a range of sectors ends where it starts, or later");
        }

        /**
         * {@return the range that holds a single sector}
         *
         * @param only the sector
         */
        public static Range of(Address only) {
            return new Range(only, only);
        }

        private static Range next(NumberScan scan) {
            Address first = Address.next(scan);
            return new Range(first, scan.take('-') ? Address.next(scan) : first);
        }

        /** Returns the two addresses with a hyphen between them, or the address of the only sector. */
        @Override
        public String toString() {
            return first.equals(last) ? first.toString() : first + "-" + last;
        }
    }

    /**
     * The place of one sector. The natural order is that of the disk: by cylinder, head, sector. Immutable.
     *
     * @param cylinder the number of the cylinder, 0 to 999999999
     * @param head the number of the head, 0 to 999999999
     * @param sector the number of the sector in its track, 0 to 999999999
     */
    public record Address(int cylinder, int head, int sector) implements Comparable<Address> {
        /**
         * Refuses numbers that are not 0 to 999999999.
         *
         * @param cylinder 0 to 999999999
         * @param head 0 to 999999999
         * @param sector 0 to 999999999
         */
        public Address {
            checkNumber(cylinder);
            checkNumber(head);
            checkNumber(sector);
        }

        private static void checkNumber(int number) {
            checkArgument(number >= 0 && number <= 999_999_999, "the numbers of a sector address are 0 to 999999999");
        }

        private static Address next(NumberScan scan) {
            int cylinder = scan.number();
            scan.pass('/');
            int head = scan.number();
            scan.pass('/');
            return new Address(cylinder, head, scan.number());
        }

        /** Orders as the sectors lie on the disk. */
        @Override
        public int compareTo(Address other) {
            if (cylinder != other.cylinder) {
                return Integer.compare(cylinder, other.cylinder);
            }
            return head != other.head ? Integer.compare(head, other.head) : Integer.compare(sector, other.sector);
        }

        /** Returns the address as {@code C/H/S}. */
        @Override
        public String toString() {
            return cylinder + "/" + head + "/" + sector;
        }
    }
}
