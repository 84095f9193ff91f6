package dev.cordon.sample;

import com.google.common.base.Ascii;
import com.google.common.base.Strings;
import com.google.common.collect.Iterables;
import com.google.common.hash.Hashing;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.OpenToken;
import dev.cordon.attribute.Sequence;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/**
 * What lists of samples show of each, and what they can be ordered by (guide, tables 3-1 and 4-2; {@link #FINISHED} is
 * ours). Immutable.
 */
public enum Column {
    /** Where the file came from: its folder and name as they were. */
    FILE("file", texts(sample -> sample.find(Attributes.SAMPLE_FILE))),

    /** Whose file it was. */
    USER("user", texts(sample -> sample.find(Attributes.PLATFORM_USER))),

    /** On which computer it was found. */
    COMPUTER("computer", texts(sample -> sample.find(Attributes.PLATFORM_HOST))),

    /** The domain of that computer. */
    DOMAIN("domain", texts(sample -> sample.find(Attributes.PLATFORM_DOMAIN))),

    /** When this place has received it. */
    RECEIVED("received", times(sample -> Optional.of(sample.received()))),

    /** When it was submitted for analysis. */
    SUBMITTED("submitted", times(sample -> sample.find(Attributes.DATE_SUBMITTED))),

    /** Who has submitted it for analysis. */
    SUBMITTED_BY("submittedBy", texts(sample -> sample.find(CordonFields.SUBMITTED_BY))),

    /** Where it stands in this quarantine. */
    STATUS("status", texts(sample -> Optional.of(sample.status().token()))),

    /** The virus: what the analysis calls it, or else the scanner. */
    VIRUS(
            "virus",
            texts(sample ->
                    sample.find(Attributes.ANALYSIS_VIRUS_NAME).or(() -> sample.find(Attributes.SCAN_VIRUS_NAME)))),

    /** When the analysis was over; nothing while it is not. */
    ANALYZED("analyzed", times(sample -> sample.find(Attributes.DATE_ANALYZED))),

    /** When it came to rest here: nothing more is to be done for it; nothing while it has not. */
    FINISHED("finished", times(sample -> sample.find(Attributes.DATE_FINISHED))),

    /** How long this place has had it. */
    AGE("age", new Shown(false, Column::age, sample -> descending(sample.received()))),

    /** Where it stands in the analysis. */
    STATE("state", texts(sample -> sample.state().map(OpenToken::text))),

    /** The sequence of the definitions that it needs. */
    NEEDED("needed", texts(sample -> sample.sequenceNeeded().map(Sequence::toString))),

    /** What went wrong with it last: an error of the guide with its parameters. */
    ERRORS(
            "errors",
            texts(sample -> Optional.ofNullable(Iterables.getLast(sample.faults(), null))
                    .map(fault -> fault.error().toString())));

    private static final long LAST_NANO = 999_999_999;

    /** Added to the seconds of any {@link Instant} it gives a number of 19 digits. */
    private static final long OFFSET = 1L << 62;

    /** The letters by which texts are ordered; among longer ones that begin with the same, a digest decides. */
    private static final int LETTERS = 100;

    private final String token;

    @SuppressWarnings("ImmutableEnumChecker") // functions that hold nothing
    private final Shown shown;

    Column(String token, Shown shown) {
        this.token = token;
        this.shown = shown;
    }

    /**
     * What a column makes of a sample.
     *
     * @param isText whether it shows words rather than a time
     * @param text what people read
     * @param order what stands for it in an order
     */
    private record Shown(boolean isText, Text text, Function<Sample, String> order) {}

    /** What people read of a sample at a time. */
    @FunctionalInterface
    private interface Text {
        Optional<String> of(Sample sample, Instant now);
    }

    private static Shown texts(Function<Sample, Optional<String>> text) {
        return new Shown(
                true,
                (sample, now) -> text.apply(sample),
                sample -> text.apply(sample).map(Column::order).orElse(""));
    }

    private static Shown times(Function<Sample, Optional<Instant>> time) {
        return new Shown(
                false,
                (sample, now) -> time.apply(sample)
                        .map(found -> found.truncatedTo(ChronoUnit.SECONDS).toString()),
                sample -> time.apply(sample).map(Column::ascending).orElse(""));
    }

    private static Optional<String> age(Sample sample, Instant now) {
        Duration age = Duration.between(sample.received(), now).truncatedTo(ChronoUnit.SECONDS);
        return Optional.of((age.isNegative() ? Duration.ZERO : age).toString());
    }

    private static String ascending(Instant time) {
        return digits(time.getEpochSecond(), time.getNano());
    }

    private static String descending(Instant time) {
        return digits(-time.getEpochSecond(), LAST_NANO - time.getNano());
    }

    private static String digits(long seconds, long nanos) {
        return (OFFSET + seconds) + Strings.padStart(Long.toString(nanos), 9, '0');
    }

    /** Returns the name of the column in the lists that programs read. */
    public String token() {
        return token;
    }

    /** Returns whether the column shows words, so that samples can be picked by it; not for times and ages. */
    public boolean isText() {
        return shown.isText();
    }

    /**
     * Returns what the column shows of a sample; empty where nothing is known.
     *
     * @param now the time, from which the age is reckoned
     * @return words as they are; times as in {@code 2026-03-01T08:00:00Z}, the age as in {@code PT26H3M}
     */
    public Optional<String> text(Sample sample, Instant now) {
        return shown.text().of(sample, now);
    }

    /**
     * Returns the text by which a sample is ordered in this column, letter by letter. It is empty, and so first, where
     * nothing is known. The case of ASCII letters makes no difference; times are ordered by time, ages from the youngest
     * sample to the oldest. Never longer than 200 letters.
     */
    public String order(Sample sample) {
        return shown.order().apply(sample);
    }

    /** Returns the text by which words are ordered in a column that shows words. */
    public static String order(String words) {
        String folded = Ascii.toLowerCase(words);
        return folded.length() <= LETTERS
                ? folded
                : folded.substring(0, LETTERS) + Hashing.sha256().hashString(folded, StandardCharsets.UTF_16BE);
    }
}
