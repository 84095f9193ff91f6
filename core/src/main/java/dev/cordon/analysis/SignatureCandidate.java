package dev.cordon.analysis;

import com.google.common.io.BaseEncoding;

/** Bytes by which an infection may be told. Immutable, as long as nobody changes its bytes. */
public final class SignatureCandidate {
    private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();

    private final byte[] bytes;
    private final double log2Probability;

    SignatureCandidate(byte[] bytes, double log2Probability) {
        this.bytes = bytes;
        this.log2Probability = log2Probability;
    }

    /** Returns the 16 to 24 bytes that all infected files have; not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    /** Returns the logarithm to the base 2 of the probability that the bytes stand at a given place of a clean program. */
    public double log2Probability() {
        return log2Probability;
    }

    /** Returns the line of a {@code .ndb} database that finds the bytes anywhere in any file, without its end. */
    public String line(String virus) {
        return virus + ":0:*:" + HEX.encode(bytes);
    }

    /** Returns how many different bytes there are. */
    long variety() {
        boolean[] seen = new boolean[256];
        long variety = 0;
        for (byte value : bytes) {
            variety += seen[value & 0xff] ? 0 : 1;
            seen[value & 0xff] = true;
        }
        return variety;
    }
}
