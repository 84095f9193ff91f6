package dev.cordon.client;

import com.google.common.io.ByteStreams;
import dev.cordon.attribute.Geometry;
import dev.cordon.attribute.Sectors;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The image of a disk: its sectors one after the other, by cylinder, head and sector, each counted from 0 (guide,
 * "X-Sample-Geometry" and "X-Sample-Sector"). It is only ever read.
 */
record DiskImage(Geometry geometry, Sectors sectors) {
    /**
     * Returns the number of bytes in the sectors.
     *
     * @throws QuarantineException if a sector is not on the disk, or there are more bytes than any file can have
     */
    long size() throws QuarantineException {
        try {
            long size = 0;
            for (Sectors.Range range : sectors.ranges()) {
                size = Math.addExact(size, length(range));
            }
            return size;
        } catch (ArithmeticException e) {
            throw bad("the sectors are more than one sample can hold", e);
        }
    }

    /**
     * Returns the bytes of the sectors in the order in which they are named.
     *
     * @param image stays open, and is moved about while the bytes are read
     * @throws QuarantineException if a sector is not on the disk, or not in the image
     */
    InputStream read(SeekableByteChannel image) throws IOException {
        List<InputStream> parts = new ArrayList<>();
        for (Sectors.Range range : sectors.ranges()) {
            long start = start(range.first());
            long length = length(range);
            if (start + length > image.size()) {
                throw new QuarantineException(
                        Refusal.SHORT_IMAGE, "the image ends before the sectors that were asked for");
            }
            parts.add(new Part(image, start, length));
        }
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    private long length(Sectors.Range range) throws QuarantineException {
        return start(range.last()) - start(range.first()) + geometry.bytesPerSector();
    }

    private long start(Sectors.Address address) throws QuarantineException {
        if (address.cylinder() >= geometry.cylinders()
                || address.head() >= geometry.heads()
                || address.sector() >= geometry.sectors()) {
            throw bad("a sector address lies outside the geometry of the disk", new IndexOutOfBoundsException());
        }
        try {
            long track = Math.addExact(Math.multiplyExact((long) address.cylinder(), geometry.heads()), address.head());
            long sector = Math.addExact(Math.multiplyExact(track, geometry.sectors()), address.sector());
            // The end of the sector has to be a number, too.
            return Math.multiplyExact(Math.addExact(sector, 1), geometry.bytesPerSector()) - geometry.bytesPerSector();
        } catch (ArithmeticException e) {
            throw bad("a sector address is larger than any image", e);
        }
    }

    private static QuarantineException bad(String reason, RuntimeException cause) {
        return new QuarantineException(Refusal.BAD_SECTORS, reason, cause);
    }

    /** A part of the image that is gone to when it is first read. */
    private static final class Part extends InputStream {
        private final SeekableByteChannel image;
        private final long start;
        private final InputStream bytes;
        private boolean there;

        Part(SeekableByteChannel image, long start, long length) {
            this.image = image;
            this.start = start;
            this.bytes = ByteStreams.limit(Channels.newInputStream(image), length);
        }

        @Override
        public int read() throws IOException {
            byte[] single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (!there) {
                image.position(start);
                there = true;
            }
            return bytes.read(target, offset, length);
        }
    }
}
