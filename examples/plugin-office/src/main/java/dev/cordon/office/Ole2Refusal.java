package dev.cordon.office;

import dev.cordon.spi.Stripper;

/** Says within this package that a document is not stripped. */
final class Ole2Refusal extends Exception {
    private final Stripper.Obstacle obstacle;
    private final String reason;

    Ole2Refusal(Stripper.Obstacle obstacle, String reason) {
        super(reason);
        this.obstacle = obstacle;
        this.reason = reason;
    }

    static Ole2Refusal malformed(String reason) {
        return new Ole2Refusal(Stripper.Obstacle.MALFORMED, reason);
    }

    static Ole2Refusal encrypted() {
        return new Ole2Refusal(Stripper.Obstacle.ENCRYPTED, "the document is encrypted");
    }

    Stripper.Refused outcome() {
        return new Stripper.Refused(obstacle, reason);
    }
}
