package dev.cordon.spi;

import com.google.common.collect.ImmutableList;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.Attributes;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.Header;
import dev.cordon.codec.Key;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps the samples of one place and hands out the work on them.
 *
 * <p>What a method has returned from is durable: it survives the loss of power. A method that throws has changed
 * nothing. Safe for use by many threads.
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

    /** Returns samples, oldest first. */
    ImmutableList<Sample> list(Query query) throws IOException;

    /** Removes a sample and, when nobody else needs it, its content. A sample that is not there is ignored. */
    void remove(SampleId id) throws IOException;

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
     * Which samples to list.
     *
     * @param by the attribute to compare; {@code X-Sample-Status} or {@code X-Analysis-State}
     * @param token the value that is wanted; empty for any
     * @param after the last sample of the page before; empty for the first page
     * @param limit how many samples at the most
     */
    record Query(Key<?> by, Optional<String> token, Optional<SampleId> after, int limit) {
        /** Returns the query for every sample there is. */
        public static Query all() {
            return new Query(Attributes.SAMPLE_STATUS, Optional.empty(), Optional.empty(), Integer.MAX_VALUE);
        }
    }
}
