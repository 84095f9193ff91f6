package dev.cordon.codec;

/**
 * Deflates a part of some data (RFC 1951), so that the parts one after the other are one stream. To be used again, by one
 * thread at a time.
 *
 * <p>Written here because small samples are most of what is carried: the JDK's takes as long for them as all the rest of
 * the pipeline several times over.
 */
final class BlockDeflater {
    /** A match as long as this one is taken without looking for a longer one at the next byte. */
    private static final int LONG = 16;

    private final MatchFinder matches = new MatchFinder();
    private final DeflatedBlock block = new DeflatedBlock();

    /**
     * Returns the deflated form of the bytes from {@code start} to {@code end}. What stands before them is what went
     * before them in the stream, if only as far back as matches reach; behind them is the margin that finding needs.
     *
     * @param last whether the stream ends with them
     */
    BitSink deflate(byte[] bytes, int start, int end, boolean last) {
        BitSink sink = new BitSink((end - start) / 2 + 64);
        matches.begin(bytes, Math.max(0, start - MatchFinder.WINDOW), end);
        int position = start;
        do {
            int blockStart = position;
            position = collect(bytes, position, end);
            block.write(sink, last && position == end, bytes, blockStart, position);
        } while (position < end);
        if (!last) {
            DeflatedBlock.store(sink, false, bytes, end, end);
        }
        sink.align();
        return sink;
    }

    /** Collects one block and returns where the next one begins. */
    private int collect(byte[] bytes, int start, int end) {
        int position = start;
        while (position < end && !block.isFull()) {
            int length = matches.find(position, 0);
            if (length == 0) {
                block.literal(bytes[position++]);
                continue;
            }
            int distance = matches.distance();
            while (length < LONG && !block.isNearlyFull()) {
                int longer = matches.find(position + 1, length);
                if (longer == 0) {
                    break;
                }
                block.literal(bytes[position++]);
                length = longer;
                distance = matches.distance();
            }
            block.match(length, distance);
            position += length;
            matches.skipTo(position);
        }
        return position;
    }
}
