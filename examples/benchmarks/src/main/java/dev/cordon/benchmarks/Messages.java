package dev.cordon.benchmarks;

import com.google.common.hash.HashCode;
import dev.cordon.codec.ChecksumMethod;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.Header;
import dev.cordon.codec.Recipe;
import java.util.Locale;

/** Headers for content that a peer made. */
final class Messages {
    private Messages() {}

    static Header described(Recipe recipe, StreamComposition.Checksums checksums, long size, long wireSize) {
        Header.Builder fields = Header.builder()
                .set(ContentKeys.CHECKSUM_METHOD, ChecksumMethod.MD5)
                .set(ContentKeys.CONTENT_CHECKSUM, hash(checksums.wireMd5()))
                .set(ContentKeys.CONTENT_DIGEST, hash(checksums.wireSha256()))
                .set(ContentKeys.SAMPLE_SIZE, size)
                .set(ContentKeys.SAMPLE_CHECKSUM, hash(checksums.rawMd5()))
                .set(ContentKeys.SAMPLE_DIGEST, hash(checksums.rawSha256()))
                .set(ContentKeys.CONTENT_LENGTH, wireSize);
        recipe.compression().ifPresent(method -> fields.set(ContentKeys.CONTENT_COMPRESSION, method));
        recipe.scrambling().ifPresent(method -> fields.set(ContentKeys.CONTENT_SCRAMBLING, method));
        recipe.encoding().ifPresent(method -> fields.set(ContentKeys.CONTENT_ENCODING, method));
        return fields.build();
    }

    private static HashCode hash(String digits) {
        return HashCode.fromString(digits.toLowerCase(Locale.ROOT));
    }
}
