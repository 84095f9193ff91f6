package dev.cordon.office;

import com.google.common.collect.ImmutableList;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.StripMethod;
import dev.cordon.spi.Stripper;
import java.io.IOException;
import java.util.Arrays;

/**
 * Strips documents in the binary formats of Word (97 and later), Excel and PowerPoint by overwriting with zeros in place
 * ({@code overwrite-zeroes}): every byte that stays lies where it was, and the file has the size that it had.
 *
 * <p>What stays: the storages with VBA projects, wherever they are, with modules, forms and the list of modules; the
 * names and sizes of all streams; the kinds and lengths of the records of workbooks and presentations; sheets that are
 * code; in presentations the record with the VBA project. What goes is everything else: text, pictures, embedded
 * objects, properties, times, names of users, and what programs have left in unused places.
 *
 * <p>Refused as not understood: other OLE2 files, and documents of Word 6 and 95, whose macro code stands among the text.
 * Refused as encrypted: documents with a password to open, in the binary formats and in Office Open XML. Everything is
 * held in memory. Safe for use by many threads.
 */
public final class Ole2Stripper implements Stripper {
    private static final byte[] MAGIC = {
        (byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1
    };
    private static final int LARGEST = 64 << 20;

    private final int largest;

    /** Makes a stripper for documents of up to 64 MiB. */
    public Ole2Stripper() {
        this(LARGEST);
    }

    /**
     * Makes a stripper with another limit.
     *
     * @param largest the largest document that is taken, in bytes
     */
    public Ole2Stripper(int largest) {
        this.largest = largest;
    }

    @Override
    public Outcome strip(Request request) throws IOException {
        ByteSource content = request.content();
        if (!Arrays.equals(content.slice(0, MAGIC.length).read(), MAGIC)) {
            return new Refused(Obstacle.NOT_UNDERSTOOD, "no document in a binary format of Office");
        }
        byte[] document = content.slice(0, largest + 1L).read();
        if (document.length > largest) {
            return new Refused(Obstacle.TOO_LARGE, "the file is larger than documents that are stripped");
        }
        try {
            return new Stripped(StripMethod.OVERWRITE_ZEROES, ByteSource.wrap(strip(document)));
        } catch (Ole2Refusal refusal) {
            return refusal.outcome();
        } catch (RuntimeException e) {
            // The library has more ways to say so than it documents.
            return new Refused(Obstacle.MALFORMED, "the document is damaged");
        }
    }

    private static byte[] strip(byte[] document) throws Ole2Refusal {
        CompoundFile file = CompoundFile.read(document);
        StreamRules rules = new StreamRules(file.streams());
        if (rules.isEncrypted()) {
            throw Ole2Refusal.encrypted();
        }
        if (!rules.isUnderstood()) {
            throw new Ole2Refusal(Obstacle.NOT_UNDERSTOOD, "no document of Word, Excel or PowerPoint");
        }
        Erasure erasure = new Erasure(file);
        for (Stream stream : file.streams()) {
            ImmutableList<CompoundFile.Piece> pieces = file.pieces(stream);
            erasure.put(pieces, rules.left(stream, erasure.content(pieces)));
        }
        return erasure.bytes();
    }
}
