package dev.cordon.alert;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import dev.cordon.codec.EncodedContent;
import dev.cordon.sample.Column;
import dev.cordon.sample.Question;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists samples from memory, and counts how many it has handed out; it does nothing else. */
final class MemorySamples implements SampleStore {
    private final Map<SampleId, Sample> samples = new LinkedHashMap<>();
    private int listed;
    private boolean broken;

    void put(Sample sample) {
        samples.put(sample.id(), sample);
    }

    Sample get(String id) {
        return samples.get(new SampleId(id));
    }

    void breakDown(boolean now) {
        broken = now;
    }

    /** Returns how many samples were handed out since this was asked last. */
    int listed() {
        int before = listed;
        listed = 0;
        return before;
    }

    @Override
    public Page list(Query query) throws IOException {
        if (broken) {
            throw new IOException("the disk is broken");
        }
        int skipped = query.after().map(Integer::parseInt).orElse(0);
        Comparator<Sample> order = Comparator.comparing(sample -> query.order().order(sample));
        List<Sample> wanted = samples.values().stream()
                .filter(sample -> isWanted(sample, query))
                .sorted(query.descending() ? order.reversed() : order)
                .skip(skipped)
                .limit(query.limit() + 1L)
                .toList();
        ImmutableList<Sample> page = ImmutableList.copyOf(wanted.subList(0, Math.min(query.limit(), wanted.size())));
        listed += page.size();
        Optional<String> next =
                wanted.size() > page.size() ? Optional.of(Integer.toString(skipped + page.size())) : Optional.empty();
        return new Page(page, next);
    }

    private static boolean isWanted(Sample sample, Query query) {
        return query.where().asMap().entrySet().stream()
                        .allMatch(wanted -> wanted.getValue().stream()
                                .anyMatch(words -> Column.order(words)
                                        .equals(wanted.getKey().order(sample))))
                && query.question().stream().allMatch(question -> question.equals(Question.of(sample)));
    }

    @Override
    public Sample add(Sample sample, EncodedContent content) {
        throw new UnsupportedOperationException("only lists");
    }

    @Override
    public Optional<Sample> find(SampleId id) {
        throw new UnsupportedOperationException("only lists");
    }

    @Override
    public Content content(SampleId id) {
        throw new UnsupportedOperationException("only lists");
    }

    @Override
    public Sample update(Sample before, Sample after) {
        throw new UnsupportedOperationException("only lists");
    }

    @Override
    public ImmutableList<Lease> claim(Claim claim) {
        throw new UnsupportedOperationException("only lists");
    }

    @Override
    public void release(Lease lease) {
        throw new UnsupportedOperationException("only lists");
    }

    @Override
    public void remove(SampleId id) {
        samples.remove(id);
    }

    @Override
    public int count(HashCode digest) {
        throw new UnsupportedOperationException("only lists");
    }

    @Override
    public Usage usage() {
        throw new UnsupportedOperationException("only lists");
    }

    @Override
    public void close() {}
}
