package dev.cordon.strip;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.ByteSource;
import dev.cordon.attribute.StripMethod;
import dev.cordon.spi.Stripper;
import dev.cordon.spi.Stripper.Obstacle;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The first stripper that understands a content decides. */
class StripperChainTest {
    private static final Stripper UNKNOWING = refusing(Obstacle.NOT_UNDERSTOOD);
    private static final Stripper.Stripped STRIPPED =
            new Stripper.Stripped(StripMethod.OVERWRITE_ZEROES, ByteSource.empty());

    @Test
    void theNextIsAskedWhereOneDoesNotUnderstand() throws IOException {
        assertThat(strip(StripperChain.of(UNKNOWING, request -> STRIPPED))).isEqualTo(STRIPPED);
    }

    @ParameterizedTest
    @EnumSource(value = Obstacle.class, mode = EnumSource.Mode.EXCLUDE, names = "NOT_UNDERSTOOD")
    void everyOtherRefusalIsTheLastWord(Obstacle obstacle) throws IOException {
        assertThat(strip(StripperChain.of(refusing(obstacle), request -> STRIPPED)))
                .isEqualTo(new Stripper.Refused(obstacle, "refused"));
    }

    @Test
    void whatNobodyUnderstandsIsNotUnderstood() throws IOException {
        for (Stripper chain : List.of(StripperChain.of(UNKNOWING, UNKNOWING), StripperChain.of(List.of()))) {
            assertThat(strip(chain))
                    .isInstanceOfSatisfying(
                            Stripper.Refused.class,
                            refused -> assertThat(refused.obstacle()).isEqualTo(Obstacle.NOT_UNDERSTOOD));
        }
    }

    private static Stripper refusing(Obstacle obstacle) {
        return request -> new Stripper.Refused(obstacle, "refused");
    }

    private static Stripper.Outcome strip(Stripper stripper) throws IOException {
        return stripper.strip(new Stripper.Request(ByteSource.empty()));
    }
}
