package dev.cordon.strip;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.ByteSource;
import dev.cordon.codec.WireException;
import dev.cordon.codec.ZipFolder;
import dev.cordon.codec.ZipLimits;
import dev.cordon.spi.Stripper.Obstacle;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * The parts of an Office Open XML document, in the order in which they are packed.
 *
 * @param parts what is packed, folders included
 * @param types what the parts are
 * @param relations which of them lead to which others
 */
record OfficePackage(ImmutableList<Part> parts, ContentTypes types, ImmutableList<Relation> relations) {
    private static final int ENCRYPTED_FLAG = 1;
    private static final int FLAGS = 6;

    /** Takes a document apart; the caller has seen that it begins like an archive. */
    static OfficePackage read(byte[] archive, ZipLimits limits) throws StripRefusal {
        ImmutableList<Part> parts = parts(archive, unpack(archive, limits));
        ContentTypes types = ContentTypes.read(find(parts, PartName.CONTENT_TYPES)
                .orElseThrow(() -> StripRefusal.notUnderstood("an archive that is no document")));
        ImmutableList.Builder<Relation> relations = ImmutableList.builder();
        for (Part part : parts) {
            if (PartName.isRelations(part.name())) {
                relations.addAll(Relation.readAll(part));
            }
        }
        OfficePackage document = new OfficePackage(parts, types, relations.build());
        document.requireOffice();
        return document;
    }

    private static Map<String, ByteSource> unpack(byte[] archive, ZipLimits limits) throws StripRefusal {
        try {
            return ZipFolder.unpack(ByteSource.wrap(archive), limits);
        } catch (WireException e) {
            if ((archive[FLAGS] & ENCRYPTED_FLAG) != 0) {
                throw new StripRefusal(Obstacle.ENCRYPTED, "the archive is encrypted");
            }
            throw StripRefusal.malformed(e.reason());
        } catch (IOException e) {
            throw StripRefusal.malformed("the archive is damaged");
        }
    }

    private static ImmutableList<Part> parts(byte[] archive, Map<String, ByteSource> files) throws StripRefusal {
        ImmutableList.Builder<Part> parts = ImmutableList.builder();
        try (ZipFile zip = ZipFile.builder()
                // As when it was unpacked: what stands before the files could give them other names.
                .setIgnoreLocalFileHeader(true)
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(archive))
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
                byte[] bytes = entry.isDirectory()
                        ? new byte[0]
                        : files.getOrDefault(entry.getName(), ByteSource.empty())
                                .read();
                byte[] packed = bytes.length == 0
                        ? new byte[0]
                        : zip.getRawInputStream(entry).readAllBytes();
                parts.add(new Part(entry.getName(), entry.getMethod(), entry.getCrc(), bytes, packed));
            }
        } catch (IOException e) {
            throw StripRefusal.malformed("the archive is damaged");
        }
        return parts.build();
    }

    private static Optional<byte[]> find(ImmutableList<Part> parts, String name) {
        return parts.stream()
                .filter(part -> PartName.folded(part.name()).equals(PartName.folded(name)))
                .map(Part::bytes)
                .findFirst();
    }

    private void requireOffice() throws StripRefusal {
        ImmutableSet<String> names = names();
        boolean isOffice = relations.stream()
                .filter(relation -> PartName.folded(relation.source()).equals(PartName.PACKAGE_RELATIONS))
                .filter(Relation::leadsToDocument)
                .flatMap(relation -> relation.part().stream())
                .anyMatch(part -> names.contains(part) && ContentTypes.isOffice(types.of(part)));
        if (!isOffice) {
            throw StripRefusal.notUnderstood("an archive that is no Office document");
        }
    }

    /** Returns the folded names of the parts. */
    ImmutableSet<String> names() {
        return parts.stream()
                .filter(part -> !part.isFolder())
                .map(part -> PartName.folded(part.name()))
                .collect(ImmutableSet.toImmutableSet());
    }

    /** Returns the folded names of the parts that hold macro code, or say which there is. */
    ImmutableSet<String> macros() {
        ImmutableSet<String> names = names();
        ImmutableSet.Builder<String> macros = ImmutableSet.builder();
        for (String name : names) {
            if (name.endsWith("/vbaproject.bin") || ContentTypes.isMacro(types.of(name))) {
                macros.add(name);
            }
        }
        relations.stream()
                .filter(Relation::leadsToMacros)
                .flatMap(relation -> relation.part().stream())
                .filter(names::contains)
                .forEach(macros::add);
        return macros.build();
    }
}
