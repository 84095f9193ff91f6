package dev.cordon.scan;

import com.google.common.base.Ascii;
import com.google.common.hash.HashCode;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import java.util.Optional;

/** A digest by which whole files are recognized. */
@SuppressWarnings("deprecation") // MD5 and SHA-1 recognize known files here; nothing is trusted because of them.
enum HashKind {
    MD5(Hashing.md5()),
    SHA1(Hashing.sha1()),
    SHA256(Hashing.sha256());

    private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();

    private final HashFunction function;

    HashKind(HashFunction function) {
        this.function = function;
    }

    HashFunction function() {
        return function;
    }

    /** Returns the digest that a text in hexadecimal digits stands for; empty where it is none of this kind. */
    Optional<HashCode> parse(String text) {
        String digits = Ascii.toLowerCase(text);
        if (digits.length() * 4 != function.bits() || !HEX.canDecode(digits)) {
            return Optional.empty();
        }
        return Optional.of(HashCode.fromBytes(HEX.decode(digits)));
    }
}
