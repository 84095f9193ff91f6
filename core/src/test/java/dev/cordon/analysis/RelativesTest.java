package dev.cordon.analysis;

import static dev.cordon.analysis.CentreAtWork.state;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import dev.cordon.sample.SampleId;
import dev.cordon.store.DirectorySampleStore;
import dev.cordon.testkit.StoreBetween;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other samples a centre looks into for one, and what of them keeps nobody up. */
class RelativesTest {
    private static final byte[] BODY = Hosts.bytes(300, 7);

    private final Set<SampleId> unreadable = new HashSet<>();
    private final Set<SampleId> opened = new HashSet<>();

    @TempDir
    private Path folder;

    private CentreAtWork centre = new CentreAtWork(Path.of(""));

    @BeforeEach
    void openTheCentre() throws IOException {
        centre = new CentreAtWork(folder);
        centre.open(
                Laboratory.standard(),
                config -> config.holdingIn(at -> new StoreBetween(DirectorySampleStore.open(at)) {
                    @Override
                    public Content content(SampleId id) throws IOException {
                        opened.add(id);
                        if (unreadable.contains(id)) {
                            throw new IOException("the disk is damaged");
                        }
                        return super.content(id);
                    }
                }));
    }

    @AfterEach
    void close() throws IOException {
        centre.close();
    }

    @Test
    void oneThatCanBeReadIsLookedInto() throws IOException {
        SampleId relative = deferred(program(3000, 1));
        opened.clear();

        analyse(program(3000, 2));

        assertThat(opened).contains(relative);
    }

    @Test
    void oneThatCannotBeReadIsPassedOver() throws IOException {
        SampleId relative = deferred(program(3000, 1));
        unreadable.add(relative);
        opened.clear();

        assertThat(analyse(program(3000, 2))).isEqualTo("infected");
        assertThat(opened).as("it was tried").contains(relative);
    }

    @Test
    void oneThatIsTooLargeIsNotEvenOpened() throws IOException {
        SampleId relative = deferred(program((int) ComparingReplicator.LONGEST_RELATIVE, 1));
        centre.submit(Bytes.concat(program(3000, 2), BODY), Optional.of(program(3000, 2)));
        opened.clear();

        centre.workExcept("build", "defer");

        assertThat(opened).isNotEmpty().doesNotContain(relative);
    }

    /** Returns a sample with the body whose entry does not say how, so that it waits for an expert. */
    private SampleId deferred(byte[] host) throws IOException {
        byte[] before = host.clone();
        before[500] ^= 1;
        assertThat(state(centre.analyse(Hosts.over(host, BODY, 800), Optional.of(before))))
                .isEqualTo("deferred");
        return centre.centre().centre().deferred().get(0).sample().id();
    }

    private String analyse(byte[] host) throws IOException {
        return state(centre.analyse(Bytes.concat(host, BODY), Optional.of(host)));
    }

    private static byte[] program(int length, long seed) {
        return Bytes.concat(new byte[] {'M', 'Z'}, Hosts.bytes(length, seed));
    }
}
