package dev.cordon.scan;

import com.google.common.collect.ImmutableList;
import com.google.common.io.BaseEncoding;
import java.util.Arrays;

/** The kinds of file that are packed and can't be unpacked here, by their first bytes. */
final class ForeignFormat {
    private static final ImmutableList<byte[]> MAGICS = ImmutableList.of(
            magic("FD377A585A00"), // xz
            magic("377ABCAF271C"), // 7z
            magic("526172211A07"), // rar
            magic("28B52FFD"), // zstd
            magic("04224D18"), // lz4
            magic("4C5A495001"), // lzip
            magic("4D53434600000000"), // cab
            magic("1F9D")); // compress

    private ForeignFormat() {}

    private static byte[] magic(String hex) {
        return BaseEncoding.base16().decode(hex);
    }

    /** Returns whether a content that begins so is of one of them. */
    static boolean isOne(byte[] head) {
        return MAGICS.stream()
                .anyMatch(magic ->
                        head.length >= magic.length && Arrays.equals(head, 0, magic.length, magic, 0, magic.length));
    }
}
