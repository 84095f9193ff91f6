package dev.cordon.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class ProgramModelProperties {
    private static final int BYTES = 256;

    @Property(tries = 10)
    void theProbabilitiesOfAllBytesInOnePlaceMakeOne(@ForAll Random random) throws IOException {
        ProgramModel model = ProgramModels.of(program(random), program(random));

        for (int context = 0; context < 200; context++) {
            int first = random.nextInt(BYTES);
            int second = random.nextInt(BYTES);
            double sum = 0;
            for (int third = 0; third < BYTES; third++) {
                sum += model.probability(first, second, third);
            }
            assertThat(sum).isEqualTo(1, offset(1e-9));
        }
    }

    @Property(tries = 10)
    void theProbabilitiesOfAllSequencesOfOneByteMakeOne(@ForAll Random random) throws IOException {
        ProgramModel model = ProgramModels.of(program(random));
        double sum = 0;
        for (int value = 0; value < BYTES; value++) {
            sum += Math.pow(2, model.log2Probability(new byte[] {(byte) value}));
        }
        assertThat(sum).isEqualTo(1, offset(1e-9));
    }

    /** A level is wrong by the fourth root of 2 at most, so a share of two counts by its square. */
    @Property(tries = 10)
    void agreesWithCountsInAMap(@ForAll Random random) throws IOException {
        byte[] program = program(random);
        NaiveModel naive = new NaiveModel(program);
        ProgramModel model = ProgramModels.of(program);

        for (int time = 0; time < 500; time++) {
            int at = random.nextInt(program.length - 2);
            int first = program[at] & 0xff;
            int second = program[at + 1] & 0xff;
            int third = time % 2 == 0 ? program[at + 2] & 0xff : random.nextInt(BYTES);
            assertThat(model.probability(first, second, third) / naive.probability(first, second, third))
                    .isBetween(1 / 1.5, 1.5);
        }
    }

    /** The same rule with exact counts, written down without regard to time or memory. */
    private static final class NaiveModel {
        private final Map<String, Map<Integer, Integer>> followers = new HashMap<>();

        NaiveModel(byte[] program) {
            for (int at = 2; at < program.length; at++) {
                int first = program[at - 2] & 0xff;
                int second = program[at - 1] & 0xff;
                count(first + " " + second, program[at] & 0xff);
                count("" + first, second);
                count("", first);
            }
        }

        private void count(String context, int follower) {
            followers.computeIfAbsent(context, none -> new HashMap<>()).merge(follower, 1, Integer::sum);
        }

        double probability(int first, int second, int third) {
            double alone = share("", third, 1.0 / BYTES);
            return share(first + " " + second, third, share("" + second, third, alone));
        }

        private double share(String context, int follower, double shorter) {
            Map<Integer, Integer> counted = followers.getOrDefault(context, Map.of());
            int total = counted.values().stream().mapToInt(Integer::intValue).sum();
            return total == 0
                    ? shorter
                    : (counted.getOrDefault(follower, 0) + counted.size() * shorter) / (total + counted.size());
        }
    }

    private static byte[] program(Random random) {
        byte[] program = new byte[500 + random.nextInt(20_000)];
        for (int at = 0; at < program.length; at++) {
            // Few bytes are frequent, as in programs.
            program[at] = (byte) (random.nextInt(BYTES) * random.nextInt(BYTES) >> 8);
        }
        return program;
    }
}
