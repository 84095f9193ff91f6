package dev.cordon.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableList;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import dev.cordon.sample.Disposition;
import dev.cordon.sample.SampleId;
import dev.cordon.statemachine.ScanResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfirmationTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";

    @Test
    void everyOutcomeComesBackInItsOrder() throws WireException {
        ImmutableList.Builder<Confirmation.Outcome> outcomes = ImmutableList.builder();
        for (ScanResult result : ScanResult.values()) {
            for (Disposition disposition : Disposition.values()) {
                outcomes.add(new Confirmation.Outcome(new SampleId(ID), result, disposition));
            }
        }
        Confirmation confirmation = new Confirmation("Zürich 7", Sequence.of(12), outcomes.build());

        assertThat(Confirmation.from(confirmation.request().header())).isEqualTo(confirmation);
    }

    @Test
    void aTargetThatHeldNothingHasNoOutcomes() throws WireException {
        Request request = new Confirmation("A", Sequence.of(12), ImmutableList.of()).request();

        assertThat(Confirmation.from(request.header()).outcomes()).isEmpty();
        assertThat(request.transaction()).isEqualTo(Transaction.CONFIRM_DEFINITIONS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ID,
                ID + " repaired",
                ID + " repaired vaporized",
                ID + " dissolved repaired",
                ID + " repaired repaired repaired",
                ID + "  repaired repaired",
                "../../etc repaired repaired"
            })
    void anOutcomeThatCannotBeReadIsMalformedAndIsNotRepeated(String outcome) {
        Header request = header().add("Cordon-Outcome", outcome).build();

        WireException refusal = catchThrowableOfType(WireException.class, () -> Confirmation.from(request));

        assertThat(refusal.error()).isEqualTo(WireError.of(ErrorCode.MALFORMED, "Cordon-Outcome"));
        assertThat(refusal).hasMessage("an outcome is an id, a scan result and a disposition");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cordon-Target", "X-Signatures-Sequence"})
    void targetAndSequenceAreEssential(String name) {
        Header request = header().remove(name).build();

        WireException refusal = catchThrowableOfType(WireException.class, () -> Confirmation.from(request));

        assertThat(refusal.error()).isEqualTo(WireError.of(ErrorCode.MISSING, name));
    }

    private static Header.Builder header() {
        return new Confirmation("A", Sequence.of(12), ImmutableList.of()).request().header().toBuilder();
    }
}
