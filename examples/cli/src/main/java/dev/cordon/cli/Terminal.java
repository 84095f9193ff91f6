package dev.cordon.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * What commands know of the place they print to.
 *
 * @param width how many characters fit into a line
 * @param interactive whether somebody watches
 * @param messages where what is not output goes
 */
record Terminal(int width, boolean interactive, PrintStream messages) {
    static final int USUAL_WIDTH = 100;

    /** What the usage texts need. */
    static final int NARROWEST = 55;

    /** Below this size a bar would be gone before anybody has read it. */
    private static final long WORTH_WATCHING_BYTES = 8L << 20;

    private static final int WORTH_WATCHING = 20;

    /**
     * Returns a stream of the same bytes; while they are read a bar shows how far it is, if somebody watches and it
     * takes a while.
     */
    InputStream watched(InputStream bytes, String task, long size) {
        if (!interactive || size < WORTH_WATCHING_BYTES) {
            return bytes;
        }
        ProgressBarBuilder bar = ProgressBar.builder()
                .setTaskName(task)
                .setInitialMax(size)
                .setUnit(" MiB", 1L << 20)
                .setConsumer(new ConsoleProgressBarConsumer(messages, width));
        return ProgressBar.wrap(bytes, bar);
    }

    /** Returns the same things; while they are gone through a bar shows how far it is, if somebody watches. */
    <T> Iterable<T> watched(List<T> things, String task) {
        if (!interactive || things.size() < WORTH_WATCHING) {
            return things;
        }
        ProgressBarBuilder bar = ProgressBar.builder()
                .setTaskName(task)
                .setInitialMax(things.size())
                .setConsumer(new ConsoleProgressBarConsumer(messages, width));
        return ProgressBar.wrap(things, bar);
    }
}
