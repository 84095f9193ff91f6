package dev.cordon.analysis;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.hash.HashingOutputStream;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.Attributes;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.Key;
import dev.cordon.codec.Message;
import dev.cordon.codec.WireException;
import dev.cordon.exchange.FreshFile;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.UnknownSampleException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** Writes samples to files, for experts. Nothing leaves without a note. */
final class Export {
    /** What an expert elsewhere can use of what is known; nothing that tells whose sample it is. */
    private static final List<Key<?>> SAID = List.of(
            Attributes.SAMPLE_TYPE,
            Attributes.SAMPLE_EXTENSION,
            Attributes.SAMPLE_CHECKUP,
            Attributes.SAMPLE_GEOMETRY,
            Attributes.SAMPLE_SECTOR);

    private final AnalysisConfig config;
    private final SampleStore store;
    private final SecureRandom random;

    Export(AnalysisConfig config, SecureRandom random) {
        this.config = config;
        this.store = config.work().store();
        this.random = random;
    }

    Path asMessage(SampleId id, Path to) throws IOException {
        Sample sample = sample(id);
        FreshFile file = FreshFile.at(to, id, Optional.of(id + ".msg"), random);
        requireWhole(sample);
        Message message = message(sample);
        HashCode digest = digest(message);
        note("exported as a message", sample);
        return file.write(message::writeTo, digest, Header.empty());
    }

    Path plain(SampleId id, Path to) throws IOException {
        Sample sample = sample(id);
        FreshFile file = FreshFile.at(to, id, Optional.of(id + ".sample"), random);
        requireWhole(sample);
        note("exported as captured", sample);
        ByteSource content = config.contents().captured(store, id);
        return file.write(content::copyTo, sample.digest(), Header.empty());
    }

    private Sample sample(SampleId id) throws IOException {
        return store.find(id).orElseThrow(() -> new UnknownSampleException(id));
    }

    private void requireWhole(Sample sample) throws IOException {
        HashCode digest = config.contents().captured(store, sample.id()).hash(Hashing.sha256());
        if (!digest.equals(sample.digest())) {
            throw new WireException(ErrorCode.SAMPLE, "the content that is kept is damaged");
        }
    }

    private Message message(Sample sample) throws IOException {
        SampleStore.Content content = store.content(sample.id());
        Header.Builder header = Header.builder();
        SAID.forEach(key -> sample.attributes().text(key.name()).ifPresent(text -> header.set(key.name(), text)));
        header.setAll(content.fields())
                .set(ContentKeys.CONTENT_LENGTH, content.wire().size());
        return new Message(header.build(), content.wire());
    }

    private static HashCode digest(Message message) throws IOException {
        try (HashingOutputStream sink = new HashingOutputStream(Hashing.sha256(), OutputStream.nullOutputStream())) {
            message.writeTo(sink);
            return sink.hash();
        }
    }

    private void note(String what, Sample sample) throws IOException {
        store.update(sample, sample.note(what, config.work().clock().instant()));
    }
}
