package dev.cordon.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordon.attribute.CordonFields;
import dev.cordon.codec.Header;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleTest {
    private static final Sample RECEIVED =
            Sample.received(new SampleId("sample-1"), Header.empty(), Instant.parse("2026-01-01T10:00:00Z"));

    @ParameterizedTest
    @EnumSource
    void tellsWhatHasBecomeOfTheFile(Disposition done) {
        assertThat(disposed(done.token()).disposition()).contains(done);
    }

    @Test
    void tellsNothingOfTheFileWhereNothingIsKnown() {
        assertThat(RECEIVED.disposition()).isEmpty();
    }

    @Test
    void takesAWordThatIsNotKnownForNothing() {
        assertThat(disposed("burnt").disposition()).isEmpty();
    }

    private static Sample disposed(String word) {
        return RECEIVED.amend(more -> more.set(CordonFields.DISPOSITION, word));
    }
}
