package dev.cordon.benchmarks;

import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;

/** Cuts the code out of an executable file. */
final class ProgramCode {
    private static final int HEADER = 64;
    private static final int SEGMENT = 56;
    private static final int LOADED = 1;
    private static final int EXECUTABLE = 1;
    private static final int LOOKED_AT = 1 << 20;

    private ProgramCode() {}

    /** Returns the first mebibyte of what an ELF file of 64 bits, lowest byte first, loads to be executed. */
    static Optional<byte[]> of(Path file) throws IOException {
        ByteBuffer header = read(file, 0, HEADER);
        if (header.remaining() < HEADER || header.getInt(0) != 0x464c457f || header.getShort(4) != 0x0102) {
            return Optional.empty();
        }
        ByteBuffer segments = read(file, header.getLong(32), header.getShort(56) * SEGMENT);
        for (int at = 0; at + SEGMENT <= segments.remaining(); at += SEGMENT) {
            if (segments.getInt(at) == LOADED && (segments.getInt(at + 4) & EXECUTABLE) != 0) {
                long length = Math.min(segments.getLong(at + 32), LOOKED_AT);
                return Optional.of(read(file, segments.getLong(at + 8), length).array());
            }
        }
        return Optional.empty();
    }

    private static ByteBuffer read(Path file, long from, long length) throws IOException {
        return ByteBuffer.wrap(MoreFiles.asByteSource(file).slice(from, length).read())
                .order(ByteOrder.LITTLE_ENDIAN);
    }
}
