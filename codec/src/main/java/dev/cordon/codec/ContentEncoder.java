package dev.cordon.codec;

import java.io.IOException;
import java.io.InputStream;

/**
 * Makes content out of captured bytes. Memory stays constant whatever their number. Safe for use by many threads; one that
 * is kept makes small content faster than a new one each time.
 */
public final class ContentEncoder {
    private static final int BUFFER = 8 << 10;

    private final Recipe recipe;
    private final Mask mask;
    private final Spooling spooling;
    private final Workers workers;
    private final Reserve<BlockDeflater> deflaters = new Reserve<>(BlockDeflater::new);

    /** Makes an encoder for one recipe that works on the caller's thread. */
    public ContentEncoder(Recipe recipe, Mask mask, Spooling spooling) {
        this(recipe, mask, spooling, Workers.none());
    }

    /** Makes an encoder for one recipe; content of more than 256 KiB is compressed on several threads. */
    public ContentEncoder(Recipe recipe, Mask mask, Spooling spooling, Workers workers) {
        this.recipe = recipe;
        this.mask = mask;
        this.spooling = spooling;
        this.workers = workers;
    }

    /**
     * Reads captured bytes to their end and returns the content; the caller closes it.
     *
     * @throws IOException if the bytes can't be read or the content can't be spooled
     */
    public EncodedContent encode(InputStream captured) throws IOException {
        Spool spool = spooling.open();
        try {
            Digester raw = new Digester(Workers.none());
            WireOutput wire = new WireOutput(recipe, mask, spool);
            pack(captured, raw, wire);
            Digests sent = wire.finish();
            Digests read = raw.digests();
            return new EncodedContent(
                    EncodedContent.describe(recipe, sent, read), spool, spool.finish(), sent.size(), read);
        } catch (IOException | RuntimeException | Error e) {
            spool.closeAfter(e);
            throw e;
        }
    }

    private void pack(InputStream captured, Digester raw, WireOutput wire) throws IOException {
        if (recipe.isDeflated()) {
            new Deflating(captured, raw, wire, deflaters).run(workers);
            return;
        }
        byte[] buffer = new byte[BUFFER];
        int count = captured.read(buffer);
        while (count >= 0) {
            raw.add(buffer, 0, count);
            wire.write(buffer, 0, count);
            count = captured.read(buffer);
        }
    }
}
