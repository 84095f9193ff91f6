package dev.cordon.codec;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import com.google.common.hash.HashCode;
import java.time.Instant;
import java.util.Optional;

/** The fields that the codec itself reads and writes. */
public final class ContentKeys {
    /** The number of content bytes on the wire. */
    public static final Key<Long> CONTENT_LENGTH = Key.of("Content-Length", Syntaxes.integer(0, Long.MAX_VALUE));

    /** The sender's clock when the message was sent. */
    public static final Key<Instant> DATE = Key.of("Date", Syntaxes.date());

    /** Why a request was refused. */
    public static final Key<WireError> ERROR = Key.of("X-Error", Syntaxes.error());

    /** How the checksums of the message are computed. */
    public static final Key<ChecksumMethod> CHECKSUM_METHOD =
            Key.of("X-Checksum-Method", Syntaxes.token(ChecksumMethod.class, ChecksumMethod::token));

    /** The MD5 checksum of the content as it is sent. */
    public static final Key<HashCode> CONTENT_CHECKSUM = Key.of("X-Content-Checksum", Syntaxes.md5());

    /** How the content is compressed; absent where it is not. */
    public static final Key<Compression> CONTENT_COMPRESSION =
            Key.of("X-Content-Compression", Syntaxes.token(Compression.class, Compression::token));

    /** How the content is encoded; absent where it is not. */
    public static final Key<Encoding> CONTENT_ENCODING =
            Key.of("X-Content-Encoding", Syntaxes.token(Encoding.class, Encoding::token));

    /** How the content is scrambled; absent where it is not. */
    public static final Key<Scrambling> CONTENT_SCRAMBLING =
            Key.of("X-Content-Scrambling", Syntaxes.token(Scrambling.class, Scrambling::token));

    /** The number of captured bytes. */
    public static final Key<Long> SAMPLE_SIZE = Key.of("X-Sample-Size", Syntaxes.integer(0, Long.MAX_VALUE));

    /** The MD5 checksum of the captured bytes. */
    public static final Key<HashCode> SAMPLE_CHECKSUM = Key.of("X-Sample-Checksum", Syntaxes.md5());

    /** The SHA-256 digest of the content as it is sent (RFC 9530). */
    public static final Key<HashCode> CONTENT_DIGEST = Key.of("Content-Digest", Syntaxes.digestField());

    /** The SHA-256 digest of the captured bytes, written as RFC 9530 does. */
    public static final Key<HashCode> SAMPLE_DIGEST = Key.of("Cordon-Sample-Digest", Syntaxes.digestField());

    private static final ImmutableSet<Key<?>> ALL = ImmutableSet.of(
            CHECKSUM_METHOD,
            CONTENT_CHECKSUM,
            CONTENT_COMPRESSION,
            CONTENT_ENCODING,
            CONTENT_SCRAMBLING,
            SAMPLE_SIZE,
            SAMPLE_CHECKSUM,
            CONTENT_DIGEST,
            SAMPLE_DIGEST);

    private static final ImmutableSet<Key<?>> UNIQUE =
            ImmutableSet.<Key<?>>builder().addAll(ALL).add(CONTENT_LENGTH).build();

    private ContentKeys() {}

    /** Returns the fields that describe content, without those that any message may have. */
    public static ImmutableSet<Key<?>> all() {
        return ALL;
    }

    /** Returns the field of a name, in any case, if it is one that a message has once at the most. */
    static Optional<Key<?>> unique(String name) {
        return UNIQUE.stream()
                .filter(key -> Ascii.equalsIgnoreCase(key.name(), name))
                .findFirst();
    }
}
