package dev.cordon.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableList;
import dev.cordon.attribute.Sectors.Address;
import dev.cordon.attribute.Sectors.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Geometry} and {@link Sectors}. */
final class DiskAddressesTest {
    @Test
    void aGeometryNamesItsFourNumbers() {
        assertThat(Geometry.parse("800/8/32 chs 512 bytes")).isEqualTo(new Geometry(800, 8, 32, 512));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "80/2/18",
                "80/2/18 chs 512",
                "80/2/18 lba 512 bytes",
                "80/2/18chs 512 bytes",
                "80/2/18 chs 512 bytes each",
                "80/-2/18 chs 512 bytes",
                "80/2/18/1 chs 512 bytes",
                "0/2/18 chs 512 bytes",
                "80/2/18 chs 0 bytes",
                "9999999999/2/18 chs 512 bytes"
            })
    void aGeometryHasOneFormAndNoZeros(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Geometry.parse(text));
    }

    @Test
    void sectorsAreAddressesAndRanges() {
        assertThat(Sectors.parse("0/0/0-0/0/31 799/7/31"))
                .isEqualTo(new Sectors(ImmutableList.of(
                        new Range(new Address(0, 0, 0), new Address(0, 0, 31)), Range.of(new Address(799, 7, 31)))));
    }

    @Test
    void aRangeOfOneSectorIsWrittenAsItsAddress() {
        assertThat(Sectors.parse("1/2/3-1/2/3")).hasToString("1/2/3");
    }

    @Test
    void aRangeMayCrossCylinders() {
        assertThat(Sectors.parse("0/0/0-79/1/17")).hasToString("0/0/0-79/1/17");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0/0",
                "0/0/0/0",
                "0/0/0-",
                "-0/0/0",
                "0/0/0-0/0/1-0/0/2",
                "0/0/0 - 0/0/1",
                "0/0/0,0/0/1",
                "0/0/x",
                "0/0/9999999999",
                "1/0/0-0/0/9"
            })
    void sectorsHaveOneForm(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Sectors.parse(text));
    }

    @Test
    void thereIsAtLeastOneSector() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sectors(ImmutableList.of()));
    }

    @Test
    void noAddressIsNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Address(0, -1, 0));
    }
}
