package dev.cordon.definition;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import dev.cordon.codec.ZipFolder;
import dev.cordon.codec.ZipLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A definitions set as it travels and as it is kept: a zip with databases, manifest and signature.
 *
 * <p>{@link #open} reads what a package says of itself; only {@link #verify} says whether it may be believed. The
 * layout is in {@code docs/definitions.md}. Immutable.
 */
public final class DefinitionPackage {
    private static final String MANIFEST = "MANIFEST.txt";
    private static final String SIGNATURE = "MANIFEST.sig";
    private static final int MANIFEST_BYTES = 64 << 10;
    private static final BaseEncoding BASE64 = BaseEncoding.base64();

    private final Manifest manifest;
    private final byte[] manifestBytes;
    private final byte[] signature;
    private final ImmutableSortedMap<String, ByteSource> databases;
    private final ByteSource archive;

    private DefinitionPackage(
            Manifest manifest,
            byte[] manifestBytes,
            byte[] signature,
            ImmutableSortedMap<String, ByteSource> databases,
            ByteSource archive) {
        this.manifest = manifest;
        this.manifestBytes = manifestBytes;
        this.signature = signature;
        this.databases = databases;
        this.archive = archive;
    }

    /** Packs a set and signs it. The same set and key always give the same bytes. */
    public static DefinitionPackage sign(DefinitionSet set, SigningKey key) throws IOException {
        ImmutableSortedMap.Builder<String, HashCode> digests = ImmutableSortedMap.naturalOrder();
        for (Map.Entry<String, ByteSource> database : set.databases().entrySet()) {
            digests.put(database.getKey(), database.getValue().hash(Hashing.sha256()));
        }
        Manifest manifest = new Manifest(set.sequence(), set.version(), set.produced(), digests.buildOrThrow());
        byte[] signed = manifest.bytes();
        byte[] signature = key.sign(signed);
        ImmutableMap<String, ByteSource> files = ImmutableMap.<String, ByteSource>builder()
                .putAll(set.databases())
                .put(MANIFEST, ByteSource.wrap(signed))
                .put(SIGNATURE, ByteSource.wrap(BASE64.encode(signature).getBytes(StandardCharsets.US_ASCII)))
                .buildOrThrow();
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        ZipFolder.pack(files, archive);
        return new DefinitionPackage(
                manifest, signed, signature, set.databases(), ByteSource.wrap(archive.toByteArray()));
    }

    /**
     * Reads a package without believing it yet.
     *
     * @throws WireException {@code unpackage} if it is not a package of definitions
     */
    public static DefinitionPackage open(ByteSource archive) throws IOException {
        ImmutableSortedMap<String, ByteSource> files = ZipFolder.unpack(archive, ZipLimits.standard());
        byte[] manifestBytes = part(files, MANIFEST);
        Manifest manifest = Manifest.parse(manifestBytes);
        byte[] signature = signature(new String(part(files, SIGNATURE), StandardCharsets.US_ASCII));
        ImmutableSortedMap<String, ByteSource> databases = files.entrySet().stream()
                .filter(file ->
                        !file.getKey().equals(MANIFEST) && !file.getKey().equals(SIGNATURE))
                .collect(ImmutableSortedMap.toImmutableSortedMap(
                        String::compareTo, Map.Entry::getKey, Map.Entry::getValue));
        return new DefinitionPackage(manifest, manifestBytes, signature, databases, archive);
    }

    private static byte[] part(ImmutableSortedMap<String, ByteSource> files, String name) throws IOException {
        Optional<ByteSource> part = Optional.ofNullable(files.get(name));
        if (part.isEmpty() || part.get().size() > MANIFEST_BYTES) {
            throw new WireException(ErrorCode.UNPACKAGE, "the package has no usable " + name);
        }
        return part.get().read();
    }

    private static byte[] signature(String text) throws WireException {
        if (!BASE64.canDecode(text.trim())) {
            throw new WireException(ErrorCode.UNPACKAGE, "the signature of the package can't be read");
        }
        return BASE64.decode(text.trim());
    }

    /**
     * Returns the set if a trusted key has signed exactly these databases under this sequence.
     *
     * @throws WireException {@code unpackage} if no trusted key has signed the manifest, or the databases are not those
     *     of the manifest
     */
    public DefinitionSet verify(TrustedKeys keys) throws IOException {
        if (!keys.accept(manifestBytes, signature)) {
            throw new WireException(ErrorCode.UNPACKAGE, "no trusted key has signed this definitions set");
        }
        if (!databases.keySet().equals(manifest.files().keySet())) {
            throw new WireException(ErrorCode.UNPACKAGE, "the package does not hold the files of its manifest");
        }
        for (Map.Entry<String, ByteSource> database : databases.entrySet()) {
            if (!database.getValue()
                    .hash(Hashing.sha256())
                    .equals(manifest.files().get(database.getKey()))) {
                throw new WireException(ErrorCode.UNPACKAGE, "a file of the package is not the one that was signed");
            }
        }
        return new DefinitionSet(manifest.sequence(), manifest.version(), manifest.produced(), databases);
    }

    /** Returns the sequence that the package claims. */
    public Sequence sequence() {
        return manifest.sequence();
    }

    /** Returns what the package claims of itself. */
    public Manifest manifest() {
        return manifest;
    }

    /** Returns the bytes of the zip. */
    public ByteSource archive() {
        return archive;
    }

    /** Returns the MD5 checksum of the zip, which travels as {@code X-Signatures-Checksum}. */
    @SuppressWarnings("deprecation") // The guide's wire names MD5; the signature is what protects.
    public HashCode checksum() throws IOException {
        return archive.hash(Hashing.md5());
    }

    @Override
    public String toString() {
        return "definitions " + manifest.sequence();
    }
}
