package dev.cordon.simulation;

import java.security.SecureRandom;
import java.util.Random;

/** Gives what a seed says, where the real thing would give what nobody can foresee. */
final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final Random random;

    SeededRandom(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }
}
