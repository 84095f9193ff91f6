package dev.cordon.testkit;

import com.google.common.io.ByteSource;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.Priority;
import dev.cordon.attribute.SampleType;
import dev.cordon.codec.ContentDecoder;
import dev.cordon.codec.ContentEncoder;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.Header;
import dev.cordon.codec.Mask;
import dev.cordon.codec.Recipe;
import dev.cordon.codec.Spooling;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

/** Makes samples and contents for tests. */
public final class Samples {
    /** When the samples of {@link #received(String, EncodedContent)} were received. */
    public static final Instant RECEIVED = Instant.parse("2026-03-01T08:00:00Z");

    private static final int MEMORY = 1 << 20;
    private static final long LARGEST = 1L << 30;

    private final Spooling spooling;

    /**
     * Makes the factory.
     *
     * @param spool a folder for contents of more than a megabyte
     */
    public Samples(Path spool) {
        this.spooling = new Spooling(MEMORY, spool);
    }

    /** Returns content in the form in which stores keep it. */
    public EncodedContent content(String captured) throws IOException {
        return content(captured, Recipe.standard());
    }

    /** Returns content in another form. */
    public EncodedContent content(String captured, Recipe recipe) throws IOException {
        ContentEncoder encoder = new ContentEncoder(recipe, Mask.standard(), spooling);
        return encoder.encode(new ByteArrayInputStream(captured.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns a sample that was received at {@link #RECEIVED}. */
    public static Sample received(String id, EncodedContent content) {
        return received(id, content, RECEIVED);
    }

    /** Returns a sample that was received at a time. */
    public static Sample received(String id, EncodedContent content, Instant at) {
        return received(id, content, at, Header.builder().build());
    }

    /** Returns a sample that was received with a priority at {@link #RECEIVED}. */
    public static Sample received(String id, EncodedContent content, Priority priority) {
        Header attributes =
                Header.builder().set(Attributes.SAMPLE_PRIORITY, priority).build();
        return received(id, content, RECEIVED, attributes);
    }

    /** Returns a sample that was received at a time with attributes beyond those of its content. */
    public static Sample received(String id, EncodedContent content, Instant at, Header more) {
        Header attributes = Header.builder()
                .set(Attributes.SAMPLE_TYPE, SampleType.FILE)
                .setAll(more)
                .setAll(content.fields())
                .build();
        return Sample.received(new SampleId(id), attributes, at);
    }

    /** Returns the captured bytes of a sample as a store has kept them. */
    public static String captured(SampleStore store, SampleId id) throws IOException {
        SampleStore.Content content = store.content(id);
        ByteSource captured = new ContentDecoder(Mask.standard(), LARGEST).captured(content.fields(), content.wire());
        return captured.asCharSource(StandardCharsets.UTF_8).read();
    }
}
