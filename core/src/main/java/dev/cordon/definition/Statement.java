package dev.cordon.definition;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.io.BaseEncoding;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A line of words with a signature behind it, which covers the line up to there.
 *
 * <p>The first word names the kind of statement, so no signature serves for two kinds; and as a manifest is lines of
 * fields, none serves for a statement and a package.
 *
 * @param words the words, the kind and its version first
 * @param signature the signature in base64
 */
record Statement(ImmutableList<String> words, String signature) {
    private static final BaseEncoding BASE64 = BaseEncoding.base64();
    private static final Joiner BLANKS = Joiner.on(' ');
    private static final Splitter WORDS = Splitter.on(' ');
    private static final int LONGEST = 1000;

    static Statement sign(ImmutableList<String> words, SigningKey key) {
        return new Statement(words, BASE64.encode(key.sign(bytes(words))));
    }

    /**
     * Returns the words of a text, as many as expected and without the kind.
     *
     * @throws WireException {@code unpackage} if the text is not a statement of that kind
     */
    static Statement parse(String text, ImmutableList<String> kind, int more) throws WireException {
        List<String> parts = text.length() > LONGEST ? List.of() : WORDS.splitToList(text.strip());
        int words = kind.size() + more;
        boolean isWhole = parts.size() == words + 1
                && parts.subList(0, kind.size()).equals(kind)
                && BASE64.canDecode(parts.get(words));
        if (!isWhole) {
            throw unreadable();
        }
        return new Statement(ImmutableList.copyOf(parts.subList(0, words)), parts.get(words));
    }

    static WireException unreadable() {
        return new WireException(ErrorCode.UNPACKAGE, "a statement about definitions can't be read");
    }

    String text() {
        return BLANKS.join(words) + " " + signature;
    }

    boolean isSignedBy(TrustedKeys keys) {
        return keys.accept(bytes(words), BASE64.decode(signature));
    }

    private static byte[] bytes(ImmutableList<String> words) {
        return BLANKS.join(words).getBytes(StandardCharsets.US_ASCII);
    }
}
