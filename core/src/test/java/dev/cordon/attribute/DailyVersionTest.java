package dev.cordon.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DailyVersionTest {
    private static final LocalDate DAY = LocalDate.of(1999, 2, 6);

    @Test
    void isPrintedWithAllItsDigits() {
        assertThat(new DailyVersion(DAY, 1)).hasToString("1999.02.06.001");
    }

    @ParameterizedTest
    @CsvSource({
        "1,990206a",
        "2,990206b",
        "26,990206z",
        "27,990206aa",
        "52,990206az",
        "53,990206ba",
        "702,990206zz",
        "703,990206aaa",
        "999,990206alk"
    })
    void itsShortFormHasTheRevisionInLetters(int revision, String shortForm) {
        assertThat(new DailyVersion(DAY, revision).shortForm()).isEqualTo(shortForm);
    }

    @Test
    void itsShortFormHasTwoDigitsOfTheYear() {
        assertThat(DailyVersion.parse("2005.11.30.004").shortForm()).isEqualTo("051130d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1999.2.6.1",
                "1999.02.06",
                "1999.02.06.1",
                "1999.02.06.0001",
                "1999-02-06-001",
                "99.02.06.001",
                "1999.02.06.001 ",
                "1999.02.29.001",
                "1999.13.06.001",
                "1999.00.06.001",
                "1999.02.06.000",
                "0000.02.06.001"
            })
    void isReadFromItsOneFormOnly(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DailyVersion.parse(text))
                .withNoCause();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1000})
    void itsRevisionHasUpToThreeDigits(int revision) {
        assertThatIllegalArgumentException().isThrownBy(() -> new DailyVersion(DAY, revision));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10_000})
    void itsYearHasUpToFourDigits(int year) {
        assertThatIllegalArgumentException().isThrownBy(() -> new DailyVersion(LocalDate.of(year, 1, 1), 1));
    }

    @Test
    void aLaterDayIsNewerWhateverTheRevision() {
        assertThat(new DailyVersion(DAY.plusDays(1), 1)).isGreaterThan(new DailyVersion(DAY, 999));
        assertThat(new DailyVersion(DAY, 2)).isGreaterThan(new DailyVersion(DAY, 1));
    }

    @Test
    void theNextOfADayIsOneMoreUpToTheLast() {
        assertThat(new DailyVersion(DAY, 1).next()).isEqualTo(new DailyVersion(DAY, 2));
        assertThat(new DailyVersion(DAY, 999).next()).isEqualTo(new DailyVersion(DAY, 999));
    }
}
