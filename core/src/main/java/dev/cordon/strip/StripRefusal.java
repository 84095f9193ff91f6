package dev.cordon.strip;

import dev.cordon.spi.Stripper;

/** Says within this package that a content is not stripped. */
final class StripRefusal extends Exception {
    private final Stripper.Obstacle obstacle;
    private final String reason;

    StripRefusal(Stripper.Obstacle obstacle, String reason) {
        super(reason);
        this.obstacle = obstacle;
        this.reason = reason;
    }

    static StripRefusal malformed(String reason) {
        return new StripRefusal(Stripper.Obstacle.MALFORMED, reason);
    }

    static StripRefusal notUnderstood(String reason) {
        return new StripRefusal(Stripper.Obstacle.NOT_UNDERSTOOD, reason);
    }

    Stripper.Refused outcome() {
        return new Stripper.Refused(obstacle, reason);
    }
}
