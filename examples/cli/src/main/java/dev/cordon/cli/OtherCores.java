package dev.cordon.cli;

import dev.cordon.codec.Workers;
import java.util.concurrent.ForkJoinPool;

/** The processors of this machine that the command itself does not run on. */
final class OtherCores {
    private OtherCores() {}

    static Workers workers() {
        return new Workers(ForkJoinPool.commonPool(), Runtime.getRuntime().availableProcessors() - 1);
    }
}
