package dev.cordon.server;

import com.google.common.base.CharMatcher;
import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cordon.attribute.CordonFields;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.HeaderLimits;
import dev.cordon.codec.HeaderReader;
import dev.cordon.codec.HeaderWriter;
import dev.cordon.codec.Syntax;
import dev.cordon.codec.Syntaxes;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import dev.cordon.sample.HistoryEntry;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleFault;
import dev.cordon.sample.SampleId;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Samples and errors as the content of a message: a header each, one after the other. A sample is its attributes with
 * its steps and faults behind them, {@code Cordon-Step} and {@code Cordon-Fault}, whose parts stand between tabs.
 */
final class Sheets {
    private static final String STEP = "Cordon-Step";
    private static final String FAULT = "Cordon-Fault";
    private static final String ERROR = "Cordon-General-Error";
    private static final Syntax<String> TEXT = Syntaxes.text();
    private static final Joiner TABS = Joiner.on('\t');
    private static final Splitter PARTS = Splitter.on('\t');

    /** A sample has as many steps and faults as its life was long. */
    private static final HeaderReader READER =
            new HeaderReader(new HeaderLimits(32 << 20, 100_000, 64 << 10, ImmutableMap.of()));

    private Sheets() {}

    /** Returns everything that is known of a sample. */
    static byte[] whole(Sample sample) {
        return sheet(sample, sample.history(), sample.faults());
    }

    /** Returns a sample as lists need it: of its steps the first and the last, of its faults the last. */
    static byte[] row(Sample sample) {
        return sheet(sample, ends(sample.history()), last(sample.faults()));
    }

    private static <T> ImmutableList<T> ends(ImmutableList<T> all) {
        return all.size() <= 2 ? all : ImmutableList.of(all.get(0), all.get(all.size() - 1));
    }

    private static <T> ImmutableList<T> last(ImmutableList<T> all) {
        return all.subList(Math.max(all.size() - 1, 0), all.size());
    }

    private static byte[] sheet(Sample sample, List<HistoryEntry> steps, List<SampleFault> faults) {
        Header.Builder sheet = sample.attributes().toBuilder().remove(STEP).remove(FAULT);
        steps.forEach(step -> sheet.add(
                STEP, TABS.join(step.changes(), step.at(), text(step.from()), text(step.event()), text(step.to()))));
        faults.forEach(fault -> sheet.add(FAULT, TABS.join(fault.at(), text(fault.text()), fault.error())));
        return HeaderWriter.bytes(sheet.build());
    }

    /** Returns an error of the server. */
    static byte[] of(GeneralError error) {
        String line = TABS.join(
                error.first(), error.last(), error.times(), text(error.where()), text(error.text()), error.error());
        return HeaderWriter.bytes(Header.builder().add(ERROR, line).build());
    }

    private static String text(String text) {
        return TEXT.format(CharMatcher.javaIsoControl().replaceFrom(text, ' '));
    }

    /** Returns the samples of a content. */
    static ImmutableList<Sample> samples(byte[] content) throws IOException {
        return read(content, Sheets::sample);
    }

    /** Returns the errors of a content. */
    static ImmutableList<GeneralError> errors(byte[] content) throws IOException {
        return read(content, sheet -> lines(sheet, ERROR, 6, Sheets::error).get(0));
    }

    private static <T> ImmutableList<T> read(byte[] content, Function<Header, T> reading) throws IOException {
        ImmutableList.Builder<T> read = ImmutableList.builder();
        InputStream rest = new BufferedInputStream(new ByteArrayInputStream(content));
        try {
            while (!isAtEnd(rest)) {
                read.add(reading.apply(READER.read(rest)));
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
            throw new WireException(WireError.of(ErrorCode.MALFORMED), "the answer of the server can't be read", e);
        }
        return read.build();
    }

    private static boolean isAtEnd(InputStream stream) throws IOException {
        stream.mark(1);
        boolean end = stream.read() < 0;
        stream.reset();
        return end;
    }

    private static Sample sample(Header sheet) {
        SampleId id = new SampleId(sheet.find(CordonFields.SAMPLE_ID).orElse(""));
        Header attributes = sheet.toBuilder().remove(STEP).remove(FAULT).build();
        return Sample.stored(
                id, attributes, lines(sheet, STEP, 5, Sheets::step), lines(sheet, FAULT, 3, Sheets::fault));
    }

    private static <T> ImmutableList<T> lines(Header sheet, String name, int parts, Function<List<String>, T> reading) {
        return sheet.fields().stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(field -> PARTS.limit(parts).splitToList(field.value()))
                .map(reading)
                .collect(ImmutableList.toImmutableList());
    }

    private static HistoryEntry step(List<String> parts) {
        return new HistoryEntry(
                Integer.parseInt(parts.get(0)),
                Instant.parse(parts.get(1)),
                TEXT.parse(parts.get(2)),
                TEXT.parse(parts.get(3)),
                TEXT.parse(parts.get(4)));
    }

    private static SampleFault fault(List<String> parts) {
        return new SampleFault(Instant.parse(parts.get(0)), wireError(parts.get(2)), TEXT.parse(parts.get(1)));
    }

    private static GeneralError error(List<String> parts) {
        return new GeneralError(
                Instant.parse(parts.get(0)),
                Instant.parse(parts.get(1)),
                Integer.parseInt(parts.get(2)),
                TEXT.parse(parts.get(3)),
                wireError(parts.get(5)),
                TEXT.parse(parts.get(4)));
    }

    private static WireError wireError(String text) {
        return WireError.parse(text).orElseThrow(() -> new IllegalArgumentException("an error has a code"));
    }
}
