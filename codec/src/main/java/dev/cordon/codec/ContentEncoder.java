package dev.cordon.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.commons.codec.binary.Base64;
import org.apache.commons.codec.binary.Base64OutputStream;

/** Makes content out of captured bytes. Memory stays constant whatever their number. Immutable. */
public final class ContentEncoder {
    private static final int BUFFER = 16 << 10;
    private static final int COLUMNS = 76;
    private static final byte[] LINE_END = {'\r', '\n'};

    private final Recipe recipe;
    private final Mask mask;
    private final Spooling spooling;

    /** Makes an encoder for one recipe. */
    public ContentEncoder(Recipe recipe, Mask mask, Spooling spooling) {
        this.recipe = recipe;
        this.mask = mask;
        this.spooling = spooling;
    }

    /**
     * Reads captured bytes to their end and returns the content; the caller closes it.
     *
     * @throws IOException if the bytes can't be read or the content can't be spooled
     */
    public EncodedContent encode(InputStream captured) throws IOException {
        Spool spool = spooling.open();
        try {
            Digester raw = new Digester();
            DigestingOutputStream wire = new DigestingOutputStream(spool);
            pack(captured, raw, wire);
            Digests sent = wire.digests();
            Digests read = raw.digests();
            return new EncodedContent(fields(read, sent), spool, spool.finish(), sent.size(), read);
        } catch (IOException | RuntimeException e) {
            spool.close();
            throw e;
        }
    }

    private void pack(InputStream captured, Digester raw, OutputStream wire) throws IOException {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try (OutputStream sink = stages(wire, deflater)) {
            byte[] buffer = new byte[BUFFER];
            int count = captured.read(buffer);
            while (count >= 0) {
                raw.add(buffer, 0, count);
                sink.write(buffer, 0, count);
                count = captured.read(buffer);
            }
        } finally {
            deflater.end();
        }
    }

    private OutputStream stages(OutputStream wire, Deflater deflater) {
        OutputStream encoded = recipe.encoding().isPresent() ? base64(wire) : wire;
        OutputStream scrambled = recipe.scrambling().isPresent() ? new ScramblingOutputStream(encoded, mask) : encoded;
        return recipe.compression().filter(Compression.DEFLATE::equals).isPresent()
                ? new DeflaterOutputStream(scrambled, deflater, BUFFER)
                : scrambled;
    }

    private static OutputStream base64(OutputStream wire) {
        return Base64OutputStream.builder()
                .setOutputStream(wire)
                .setEncode(true)
                .setBaseNCodec(new Base64.Builder()
                        .setLineLength(COLUMNS)
                        .setLineSeparator(LINE_END)
                        .get())
                .get();
    }

    private Header fields(Digests raw, Digests sent) {
        Header.Builder fields = Header.builder();
        if (sent.size() > 0) {
            fields.set(ContentKeys.CHECKSUM_METHOD, ChecksumMethod.MD5).set(ContentKeys.CONTENT_CHECKSUM, sent.md5());
            recipe.describe(fields);
            fields.set(ContentKeys.CONTENT_DIGEST, sent.sha256());
        }
        return fields.set(ContentKeys.SAMPLE_SIZE, raw.size())
                .set(ContentKeys.SAMPLE_CHECKSUM, raw.md5())
                .set(ContentKeys.SAMPLE_DIGEST, raw.sha256())
                .build();
    }
}
