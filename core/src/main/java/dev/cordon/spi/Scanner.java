package dev.cordon.spi;

import com.google.common.collect.ImmutableSet;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.statemachine.ScanResult;
import java.util.Optional;

/**
 * Looks for known malicious code in bytes.
 *
 * <p>A scanner that could not look never says that nothing was found: what stood in its way is a verdict of its own.
 * Safe for use by many threads.
 */
public interface Scanner {
    /** Returns what was found and what was covered; never throws because of what the content is. */
    Report scan(Request request);

    /**
     * What is to be scanned.
     *
     * @param content the captured bytes; may be opened several times
     */
    record Request(ByteSource content) {}

    /**
     * What a scan found, and how far it looked.
     *
     * @param verdict what was found
     * @param coverage how far the scanner looked
     */
    record Report(Verdict verdict, Coverage coverage) {}

    /** What was found. */
    sealed interface Verdict {
        /** Returns the word for {@code X-Scan-Result}, before any repair was tried. */
        ScanResult result();
    }

    /**
     * Malicious code was found.
     *
     * @param virus its name
     */
    record Detected(String virus) implements Verdict {
        @Override
        public ScanResult result() {
            return ScanResult.NOREPAIR;
        }
    }

    /**
     * Everything that the scanner knows how to look at was looked at, and nothing known was found.
     * {@link Coverage#complete} says whether that was all.
     */
    record NothingDetected() implements Verdict {
        @Override
        public ScanResult result() {
            return ScanResult.NODETECT;
        }
    }

    /**
     * The scanner could not look, or not at everything.
     *
     * @param obstacle what stood in the way
     * @param reason the same for people; one line that holds nothing of the content
     */
    record NotScanned(Obstacle obstacle, String reason) implements Verdict {
        @Override
        public ScanResult result() {
            return ScanResult.BADSCAN;
        }
    }

    /** What keeps a scanner from looking. */
    enum Obstacle {
        /** The scanner or the reading of the content failed. */
        FAULT,
        /** There are no definitions to scan with. */
        NO_DEFINITIONS,
        /** The scan took longer than allowed. */
        TIMEOUT,
        /** The content is encrypted. */
        ENCRYPTED,
        /** The content, or what it holds, is larger than the scanner takes. */
        TOO_LARGE,
        /** The content is an archive that can't be unpacked: it is damaged, or packed in a way that is not known. */
        UNREADABLE
    }

    /** Why something that a content holds was not looked at. */
    enum Gap {
        /** Archives lie too deep one within the other. */
        DEPTH,
        /** There are too many members, or one has too much beside it. */
        ENTRIES,
        /** The members are too large together. */
        SIZE,
        /** The members are too large for the archive that they are in. */
        RATIO,
        /** A member is encrypted. */
        ENCRYPTED,
        /** An archive is damaged, tells two stories of what it holds, or has a member packed in a way that is not known. */
        UNREADABLE,
        /**
         * The content, or something in it, is packed in a way that the scanner does not unpack, such as xz. What is packed
         * was compared as it is. Alone it makes no verdict.
         */
        FOREIGN
    }

    /**
     * How far a scan went.
     *
     * @param bytes how many bytes of the content were looked at
     * @param complete whether that was everything, with all that it holds
     * @param engine the name of the scanner
     * @param sequence the definitions that were used; empty where there were none, or none with a sequence
     * @param version the version of those definitions
     * @param gaps why something that the content holds was not looked at; empty where it holds nothing, or the scanner
     *     does not look into archives
     */
    record Coverage(
            long bytes,
            boolean complete,
            String engine,
            Optional<Sequence> sequence,
            Optional<DailyVersion> version,
            ImmutableSet<Gap> gaps) {
        /** Makes the coverage of a scan that met no gap. */
        public Coverage(
                long bytes,
                boolean complete,
                String engine,
                Optional<Sequence> sequence,
                Optional<DailyVersion> version) {
            this(bytes, complete, engine, sequence, version, ImmutableSet.of());
        }
    }
}
