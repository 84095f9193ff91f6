package dev.cordon.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import dev.cordon.protocol.Essential.Need;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MessageKindTest {
    private static final String MD5 = "8B37247C71443D40A2D7FCF16867803A";

    /** The table once more, as plain words written down without looking at the code. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sample                       | X-Sample-Type X-Sample-Size X-Sample-Checksum
            sample-to-server             | X-Sample-Type X-Sample-Size X-Sample-Checksum Cordon-Sample-Id
            status-query                 | Cordon-Sample-Id
            status-report                | X-Sample-Status
            sample-to-gateway            | X-Customer-Identifier X-Customer-Credentials X-Sample-Type X-Sample-Size X-Sample-Checksum Cordon-Submission
            submission-receipt           | X-Analysis-Cookie X-Analysis-State
            analysis-query               | X-Customer-Identifier X-Customer-Credentials X-Analysis-Cookie
            analysis-report              | X-Analysis-State
            newest-query                 | ''
            customer-newest-query        | X-Customer-Identifier X-Customer-Credentials
            definitions-request          | X-Signatures-Sequence
            customer-definitions-request | X-Customer-Identifier X-Customer-Credentials X-Signatures-Sequence
            definitions-package          | X-Signatures-Sequence X-Signatures-Checksum X-Checksum-Method X-Content-Checksum
            sequence-query               | ''
            sequence-report              | ''
            confirmation                 | Cordon-Target X-Signatures-Sequence
            acknowledgement              | ''
            refusal                      | X-Error
            """)
    void whatHasToBeThereIsWrittenDown(String token, String names) {
        MessageKind kind = MessageKind.of(token).orElseThrow();

        assertThat(String.join(" ", names(kind, Need.ALWAYS))).isEqualTo(names);
    }

    private static List<String> names(MessageKind kind, Need need) {
        return kind.essentials().stream()
                .filter(essential -> essential.need() == need)
                .map(essential -> essential.key().name())
                .toList();
    }

    @Test
    void aSampleThatIsNotEmptyNeedsTheChecksumOfItsContent() {
        for (MessageKind kind :
                List.of(MessageKind.SAMPLE, MessageKind.SAMPLE_TO_SERVER, MessageKind.SAMPLE_TO_GATEWAY)) {
            assertThat(names(kind, Need.WITH_CONTENT)).containsExactly("X-Checksum-Method", "X-Content-Checksum");
        }
    }

    @Test
    void everyTransactionBetweenPlacesHasARequestAndAReply() {
        for (Transaction transaction : Transaction.values()) {
            if (transaction.isForOperators()) {
                continue;
            }
            assertThat(Stream.of(MessageKind.values())
                            .filter(kind -> kind.transactions().contains(transaction)))
                    .as("%s", transaction)
                    .hasSizeGreaterThanOrEqualTo(3); // and a refusal
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKindIsFoundByItsNameAndSaysWhatItIsFor(MessageKind kind) {
        assertThat(MessageKind.of(kind.token().toUpperCase(Locale.ROOT))).contains(kind);
        assertThat(kind.meaning()).isNotBlank();
        assertThat(kind.route().isEmpty()).isEqualTo(kind == MessageKind.SAMPLE);
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        Header header = Header.builder()
                .set("X-Sample-Size", "many")
                .set("X-Sample-Checksum", MD5)
                .build();

        assertThat(MessageKind.SAMPLE.shortcomings(header, true))
                .extracting(shortcoming -> shortcoming.key().name() + " " + shortcoming.code())
                .containsExactly(
                        "X-Sample-Type missing",
                        "X-Sample-Size malformed",
                        "X-Checksum-Method missing",
                        "X-Content-Checksum missing");
        assertThat(MessageKind.SAMPLE.shortcomings(header, false)).hasSize(2);
    }

    @Test
    void theFirstOfThemIsTheRefusal() {
        WireException refusal = catchThrowableOfType(
                WireException.class,
                () -> MessageKind.SAMPLE.check(
                        Header.builder().set("X-Sample-Type", "song").build()));

        assertThat(refusal.error()).isEqualTo(WireError.of(ErrorCode.TYPE, "X-Sample-Type"));
        assertThat(refusal)
                .hasMessage("X-Sample-Type can't be read: one of file, sector expected")
                .hasMessageNotContaining("song");
    }

    @Test
    void whatMayBeAbsentHasToBeReadable() {
        Header report = Header.builder()
                .set("X-Analysis-State", "infected")
                .set("X-Date-Finished", "soon")
                .build();

        WireException refusal =
                catchThrowableOfType(WireException.class, () -> MessageKind.ANALYSIS_REPORT.check(report));

        assertThat(refusal.error()).isEqualTo(WireError.of(ErrorCode.MALFORMED, "X-Date-Finished"));
    }

    @Test
    void sectorsNeedTheirPlaces() {
        Header sectors = header("X-Sample-Type=sector X-Sample-Size=512 X-Sample-Checksum=" + MD5);
        Header file = header("X-Sample-Type=file X-Sample-Size=512 X-Sample-Geometry=round X-Sample-Checksum=" + MD5);

        assertThat(MessageKind.SAMPLE.shortcomings(sectors, false))
                .extracting(shortcoming -> shortcoming.key().name() + " " + shortcoming.code())
                .containsExactly("X-Sample-Geometry missing", "X-Sample-Sector missing");
        assertThat(MessageKind.SAMPLE.shortcomings(file, false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            refusal                      | X-Error=lost X-Sample-Type=file
            confirmation                 | Cordon-Target=a X-Signatures-Sequence=00000001
            sample-to-gateway            | X-Sample-Type=file X-Customer-Identifier=gold
            sample-to-gateway            | X-Sample-Type=file Cordon-Submission=1
            sample-to-server             | X-Sample-Type=file Cordon-Sample-Id=1
            sample-to-server             | X-Sample-Type=file Cordon-Sample-Id=1 X-Analysis-State=defer
            sample                       | X-Sample-Type=file
            sample                       | X-Sample-Size=1
            sample                       | X-Content-Checksum=1
            definitions-package          | X-Signatures-Checksum=1 X-Sample-Size=1
            analysis-query               | X-Customer-Identifier=gold X-Analysis-Cookie=1
            analysis-query               | X-Analysis-Cookie=1
            customer-definitions-request | X-Customer-Identifier=gold X-Signatures-Sequence=1
            customer-newest-query        | X-Customer-Identifier=gold
            status-report                | X-Sample-Status=held X-Analysis-State=defer
            analysis-report              | X-Analysis-State=defer X-Analysis-Cookie=1
            status-query                 | Cordon-Sample-Id=1
            definitions-request          | X-Signatures-Sequence=1
            """)
    void aKindIsGuessedByWhatAMessageSays(String token, String fields) {
        assertThat(MessageKind.guess(header(fields)).map(MessageKind::token)).contains(token);
    }

    private static Header header(String fields) {
        Header.Builder header = Header.builder();
        for (String field : fields.split(" ", -1)) {
            String[] parts = field.split("=", 2);
            header.set(parts[0], parts[1]);
        }
        return header.build();
    }

    @Test
    void aMessageThatSaysNothingIsOfNoKind() {
        assertThat(MessageKind.guess(header("Date=1 X-Unknown=1"))).isEmpty();
    }
}
