package dev.cordon.strip;

import com.google.common.collect.ImmutableSet;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.StripMethod;
import dev.cordon.codec.ZipLimits;
import dev.cordon.spi.Stripper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Strips Office Open XML documents (docx, docm, xlsx, xlsm, pptx, pptm and their templates) by overwriting with zeros
 * ({@code overwrite-zeroes}).
 *
 * <p>What stays: the parts with macro code, to the byte and as they are packed; the names, the order and the lengths of
 * all parts; the elements and the names of attributes of the document formats; what binds parts together. What goes:
 *
 * <ul>
 *   <li>text in markup: each byte becomes the character {@code 0}, so that the part stays well-formed; values of
 *       attributes likewise, whatever they say, as titles, authors, links and paths stand in them
 *   <li>processing instructions, and markup of vocabularies that are not those of the formats: it becomes an instruction
 *       of zeros, attributes become blanks, and a part of its own (custom XML) becomes one element of zeros
 *   <li>every other part, such as pictures, embedded files, fonts, sounds and signatures: zero bytes
 *   <li>whatever the archive holds beside its parts: times, comments, extra fields, bytes in between
 * </ul>
 *
 * <p>Encrypted documents in this format are OLE2 files and not understood here. Everything is held in memory, up to ten
 * times the limit. Safe for use by many threads.
 */
public final class OoxmlStripper implements Stripper {
    private static final byte[] MAGIC = "PK\3\4".getBytes(StandardCharsets.ISO_8859_1);
    private static final ZipLimits STANDARD = new ZipLimits(10_000, 64 << 20, 200);

    private final ZipLimits limits;

    /** Makes a stripper for documents of up to 10,000 parts and 64 MiB, packed as well as unpacked. */
    public OoxmlStripper() {
        this(STANDARD);
    }

    /** Makes a stripper with other limits. */
    public OoxmlStripper(ZipLimits limits) {
        this.limits = limits;
    }

    @Override
    public Outcome strip(Request request) throws IOException {
        ByteSource content = request.content();
        if (!Arrays.equals(content.slice(0, MAGIC.length).read(), MAGIC)) {
            return new Refused(Obstacle.NOT_UNDERSTOOD, "no document in this format");
        }
        byte[] archive = content.slice(0, limits.totalBytes() + 1).read();
        if (archive.length > limits.totalBytes()) {
            return new Refused(Obstacle.TOO_LARGE, "the file is larger than documents that are stripped");
        }
        try {
            byte[] stripped = strip(OfficePackage.read(archive, limits));
            return stripped.length > archive.length
                    ? new Refused(Obstacle.GROWN, "the stripped document would be larger than the document")
                    : new Stripped(StripMethod.OVERWRITE_ZEROES, ByteSource.wrap(stripped));
        } catch (StripRefusal refusal) {
            return refusal.outcome();
        } catch (RuntimeException e) {
            // The libraries have more ways to say so than they document.
            return new Refused(Obstacle.MALFORMED, "the document is damaged");
        }
    }

    private static byte[] strip(OfficePackage document) throws StripRefusal {
        ImmutableSet<String> macros = document.macros();
        PackageRules rules = new PackageRules(document.names(), !macros.isEmpty());
        PackageWriter writer = new PackageWriter();
        for (Part part : document.parts()) {
            if (macros.contains(PartName.folded(part.name()))) {
                part.requireNothingBehind();
                writer.addAsPacked(part);
            } else {
                writer.add(part, overwritten(part, document.types(), rules));
            }
        }
        return writer.finish();
    }

    private static byte[] overwritten(Part part, ContentTypes types, PackageRules rules) throws StripRefusal {
        String name = part.name();
        if (PartName.folded(name).equals(PartName.folded(PartName.CONTENT_TYPES))) {
            return XmlZeroing.strip(part.bytes(), rules.contentTypes());
        }
        if (PartName.isRelations(name)) {
            return XmlZeroing.strip(part.bytes(), rules.relations(name));
        }
        String type = types.of(name);
        if (ContentTypes.isKnownMarkup(type)) {
            return XmlZeroing.strip(part.bytes(), rules.markup());
        }
        return ContentTypes.isMarkup(type)
                ? Overwritten.xml(part.bytes().length)
                : Overwritten.bytes(part.bytes().length);
    }
}
