package dev.cordon.benchmarks;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.commons.codec.binary.Base64;
import org.apache.commons.codec.binary.Base64InputStream;
import org.apache.commons.codec.binary.Base64OutputStream;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.compress.compressors.deflate.DeflateCompressorInputStream;
import org.apache.commons.compress.compressors.deflate.DeflateCompressorOutputStream;
import org.apache.commons.compress.compressors.deflate.DeflateParameters;

/** The pipeline as a careful team would put it together from Commons Compress, Commons Codec and the JDK. */
final class StreamComposition {
    private static final byte MASK = (byte) 0xA5;
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final int BUFFER = 8 << 10;

    private final DeflateParameters deflate = new DeflateParameters();

    StreamComposition() {
        deflate.setWithZlibHeader(false);
        deflate.setCompressionLevel(6);
    }

    /** The four digests of a message, in hexadecimal digits. */
    record Checksums(String rawMd5, String rawSha256, String wireMd5, String wireSha256) {}

    /** Packs into a file. */
    Checksums encode(InputStream captured, Path spool) throws IOException {
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(spool), 64 << 10)) {
            return encode(captured, file);
        }
    }

    /** Packs into memory. */
    Checksums encode(InputStream captured, ByteArrayOutputStream spool) throws IOException {
        return encode(captured, (OutputStream) spool);
    }

    private Checksums encode(InputStream captured, OutputStream spool) throws IOException {
        MessageDigest wireMd5 = digest("MD5");
        MessageDigest wireSha256 = digest("SHA-256");
        MessageDigest rawMd5 = digest("MD5");
        MessageDigest rawSha256 = digest("SHA-256");
        OutputStream wire = new DigestOutputStream(new DigestOutputStream(spool, wireMd5), wireSha256);
        OutputStream base64 = Base64OutputStream.builder()
                .setOutputStream(wire)
                .setEncode(true)
                .setBaseNCodec(new Base64.Builder()
                        .setLineLength(76)
                        .setLineSeparator(LINE_END)
                        .get())
                .get();
        OutputStream scrambled = new Scrambling(base64);
        try (OutputStream compressed = new DeflateCompressorOutputStream(scrambled, deflate)) {
            byte[] buffer = new byte[BUFFER];
            OutputStream sink = new DigestOutputStream(new DigestOutputStream(compressed, rawMd5), rawSha256);
            int count = captured.read(buffer);
            while (count >= 0) {
                sink.write(buffer, 0, count);
                count = captured.read(buffer);
            }
        }
        return new Checksums(hex(rawMd5), hex(rawSha256), hex(wireMd5), hex(wireSha256));
    }

    /** Unpacks, and refuses what does not have these checksums. */
    void decode(InputStream wire, Checksums expected, OutputStream captured) throws IOException {
        MessageDigest wireMd5 = digest("MD5");
        MessageDigest wireSha256 = digest("SHA-256");
        MessageDigest rawMd5 = digest("MD5");
        MessageDigest rawSha256 = digest("SHA-256");
        InputStream digested = new DigestInputStream(new DigestInputStream(wire, wireMd5), wireSha256);
        InputStream scrambled = new Base64InputStream(digested);
        try (InputStream plain = new DeflateCompressorInputStream(new Unscrambling(scrambled), deflate)) {
            OutputStream sink = new DigestOutputStream(new DigestOutputStream(captured, rawMd5), rawSha256);
            byte[] buffer = new byte[BUFFER];
            int count = plain.read(buffer);
            while (count >= 0) {
                sink.write(buffer, 0, count);
                count = plain.read(buffer);
            }
        }
        Checksums found = new Checksums(hex(rawMd5), hex(rawSha256), hex(wireMd5), hex(wireSha256));
        if (!found.equals(expected)) {
            throw new IOException("the content is damaged");
        }
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(MessageDigest digest) {
        return Hex.encodeHexString(digest.digest(), false);
    }

    private static final class Scrambling extends FilterOutputStream {
        Scrambling(OutputStream sink) {
            super(sink);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int index = offset; index < offset + length; index++) {
                bytes[index] ^= MASK;
            }
            out.write(bytes, offset, length);
        }
    }

    private static final class Unscrambling extends FilterInputStream {
        Unscrambling(InputStream source) {
            super(source);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = in.read(buffer, offset, length);
            for (int index = offset; index < offset + count; index++) {
                buffer[index] ^= MASK;
            }
            return count;
        }
    }
}
