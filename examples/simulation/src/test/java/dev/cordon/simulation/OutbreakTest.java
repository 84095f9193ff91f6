package dev.cordon.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** From one isolated file to every computer protected. */
class OutbreakTest {
    @Test
    void everyComputerIsProtectedWithinTheIntervals() {
        Outbreak.Protection protection = Outbreak.run(1, 5);

        assertThat(protection.targets()).isEqualTo(5);
        assertThat(protection.time()).isPositive().isLessThanOrEqualTo(protection.bound());
    }
}
