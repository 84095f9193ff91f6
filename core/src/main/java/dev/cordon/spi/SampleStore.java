package dev.cordon.spi;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.hash.HashCode;
import com.google.common.io.ByteSource;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.Header;
import dev.cordon.codec.Key;
import dev.cordon.sample.Column;
import dev.cordon.sample.Question;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Keeps the samples of one place and hands out the work on them.
 *
 * <p>What a method has returned from is durable: it survives the loss of power. A method that throws has changed
 * nothing; it throws a {@link StoreFailedException} if the disk, or whatever stands in its place, has failed. Safe for
 * use by many threads.
 *
 * <p>Samples are <em>in the order of their arrival</em> when they are ordered by the time at which they were received
 * and, where that is the same, by id.
 */
public interface SampleStore extends Closeable {
    /**
     * Keeps a new sample with its content and returns it. If the id is there already with the same captured bytes,
     * nothing changes and the sample that is there is returned, so that a message sent twice is one sample.
     *
     * @param content verified content, scrambled; the caller closes it
     * @throws SampleConflictException if the id is there already with other bytes
     */
    Sample add(Sample sample, EncodedContent content) throws IOException;

    /** Returns the sample of an id. */
    Optional<Sample> find(SampleId id) throws IOException;

    /**
     * Returns the content of a sample as it is kept.
     *
     * @throws UnknownSampleException if there is no such sample
     */
    Content content(SampleId id) throws IOException;

    /**
     * Replaces a sample if it is still what the caller has seen, and returns the new one. A lease on it ends when its
     * status or analysis state changes.
     *
     * @param before the sample as it was read; its {@code X-Sample-Changes} is compared
     * @param after the same sample some changes later
     * @throws StaleSampleException if somebody else has changed the sample since
     * @throws UnknownSampleException if there is no such sample
     */
    Sample update(Sample before, Sample after) throws IOException;

    /**
     * Hands out samples for work, most important first, and keeps them from others until the lease ends. Samples that
     * are not due yet, or that somebody holds, are passed over.
     */
    ImmutableList<Lease> claim(Claim claim) throws IOException;

    /** Gives up a lease before its time. One that has ended already is ignored. */
    void release(Lease lease) throws IOException;

    /**
     * Returns one page of a list of samples. Takes no longer in a large store than in a small one, if the query picks
     * samples by status, by analysis state or not at all. A list of the samples of one question takes no longer in a
     * large store either, and in the order of arrival not even when there are many of them.
     *
     * <p>Whoever follows the pages of a list sees every sample once that is there all the time and neither comes into
     * the query nor leaves it, nor changes in the column that the list is ordered by.
     *
     * @throws IllegalArgumentException if {@link Query#after} is not from a page of this list
     */
    Page list(Query query) throws IOException;

    /** Removes a sample and, when nobody else needs it, its content. A sample that is not there is ignored. */
    void remove(SampleId id) throws IOException;

    /**
     * Returns how many samples have the captured bytes of a digest. As long as there is one, another takes no more room
     * than its attributes.
     */
    int count(HashCode digest) throws IOException;

    /** Returns how much room the store takes. */
    Usage usage() throws IOException;

    /**
     * Content as it is kept.
     *
     * @param fields the attributes that say how to unpack it
     * @param wire the scrambled bytes; may be opened several times
     */
    record Content(Header fields, ByteSource wire) {}

    /**
     * A wish for work.
     *
     * @param by the attribute that says where a sample stands: {@code X-Sample-Status} or {@code X-Analysis-State}
     * @param token the value that is wanted, as it is written
     * @param limit how many samples at the most
     * @param now the time, against which leases and due times are compared
     * @param lease how long the samples are kept from others
     */
    record Claim(Key<?> by, String token, int limit, Instant now, Duration lease) {}

    /**
     * A sample that is kept from others for a while.
     *
     * @param sample the sample as it was when it was handed out
     * @param until when the lease ends by itself
     */
    record Lease(Sample sample, Instant until) {}

    /**
     * Which samples to list, and how. Immutable.
     *
     * @param where the columns to pick samples by, and the words that are wanted there, in any case of ASCII letters; a
     *     sample has to show one of them in each of these columns
     * @param question what the samples have to ask of an analysis; empty where that makes no difference
     * @param order the column to order the samples by; those that are the same in it stand in the order of arrival, and
     *     by age they stand in the order of arrival turned round
     * @param descending whether the whole order is turned round
     * @param after {@link Page#next} of the page before; empty for the first page
     * @param limit how many samples at the most, 1 or more
     */
    record Query(
            ImmutableSetMultimap<Column, String> where,
            Optional<Question> question,
            Column order,
            boolean descending,
            Optional<String> after,
            int limit) {
        /** Refuses a limit below 1, and times to pick samples by. */
        public Query {
            checkArgument(limit >= 1, "a limit is 1 or more");
            checkArgument(
                    where.keySet().stream().allMatch(Column::isText), "samples are picked by words, not by times");
        }

        /** Returns the query for every sample there is, oldest first, on one page. */
        public static Query all() {
            return new Query(
                    ImmutableSetMultimap.of(),
                    Optional.empty(),
                    Column.RECEIVED,
                    false,
                    Optional.empty(),
                    Integer.MAX_VALUE);
        }

        /** Returns the query for the samples among these that show one of some words in a column. */
        public Query where(Column column, String... words) {
            ImmutableSetMultimap<Column, String> narrower = ImmutableSetMultimap.<Column, String>builder()
                    .putAll(where)
                    .putAll(column, words)
                    .build();
            return new Query(narrower, question, order, descending, after, limit);
        }

        /** Returns the query for the samples among these that ask something of an analysis. */
        public Query asking(Question what) {
            return new Query(where, Optional.of(what), order, descending, after, limit);
        }

        /** Returns the query for the same samples in another order. */
        public Query orderedBy(Column column, boolean turnedRound) {
            return new Query(where, question, column, turnedRound, after, limit);
        }

        /** Returns the query for the same list in pages of this many samples. */
        public Query inPagesOf(int samples) {
            return new Query(where, question, order, descending, after, samples);
        }

        /**
         * Returns the query for the page after another one.
         *
         * @param next {@link Page#next} of that page
         */
        public Query after(String next) {
            return new Query(where, question, order, descending, Optional.of(next), limit);
        }
    }

    /**
     * A page of a list.
     *
     * @param samples the samples, in the order that was asked for
     * @param next stands for the end of this page, to be given to {@link Query#after}: letters, digits, hyphens and
     *     underscores that mean something to the store only; empty if nothing follows
     */
    record Page(ImmutableList<Sample> samples, Optional<String> next) {}

    /**
     * How much room a store takes.
     *
     * @param samples how many samples there are
     * @param contents how many contents they have between them
     * @param bytes how much room everything takes that the store keeps, in bytes
     * @param free how much more there is room for, in bytes; empty where the store can't tell
     */
    record Usage(int samples, int contents, long bytes, OptionalLong free) {}
}
