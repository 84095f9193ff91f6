package dev.cordon.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FileKindTest {
    private static final int CODE = Programs.CODE;
    private static final int IN_MEMORY = Programs.CODE_IN_MEMORY;

    @ParameterizedTest
    @CsvSource({
        "d0cf11e0a1b11ae1, OLE2",
        "d0cf11e0a1b11ae2, ANY",
        "89504e470d0a1a0a, GRAPHICS",
        "89504e470d0a1a0b, ANY",
        "4749463839610000, GRAPHICS",
        "ffd8ffe000104a46, GRAPHICS",
        "49492a0008000000, GRAPHICS",
        "4d4d002a00000008, GRAPHICS",
        "feedface00000012, MACH_O",
        "feedfacf01000007, MACH_O",
        "cefaedfe07000000, MACH_O",
        "cffaedfe07000001, MACH_O",
        "255044462d312e34, PDF",
        "25504446312e3400, ANY",
        "cafebabe00000034, JAVA",
        "cafebabe0003002d, JAVA",
        "cafebabe00000002, ANY",
        "4d5a000000000000, ANY",
        "7f454c46,         ANY",
        "0000000000000000, ANY"
    })
    void tellsTheTargetByTheFirstBytes(String hex, Target target) {
        byte[] bytes = BaseEncoding.base16().lowerCase().decode(hex);

        assertThat(FileKind.recognize(bytes, bytes.length)).isEqualTo(new FileKind(target, OptionalLong.empty()));
    }

    @ParameterizedTest
    @CsvSource({"0, 512", "1, 513", "511, 1023"})
    void findsTheEntryPointOfAProgram(int within, long at) {
        assertThat(kind(Programs.pe(IN_MEMORY + within, CODE, ""))).isEqualTo(kind(Target.PE, at));
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            assertThat(kind(Programs.elf32(order, within, CODE, ""))).isEqualTo(kind(Target.ELF, at));
            assertThat(kind(Programs.elf64(order, within, CODE, ""))).isEqualTo(kind(Target.ELF, at));
        }
    }

    @Test
    void anEntryPointWithinTheHeadersOfAPeIsWhereItSays() {
        assertThat(kind(Programs.pe(480, CODE, ""))).isEqualTo(kind(Target.PE, 480));
    }

    @ParameterizedTest
    @CsvSource({"-1", "512", "100000"})
    void anEntryPointOutsideOfAllSegmentsIsNone(int within) {
        OptionalLong none = OptionalLong.empty();

        assertThat(kind(Programs.pe(IN_MEMORY + within, CODE, ""))).isEqualTo(new FileKind(Target.PE, none));
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            assertThat(kind(Programs.elf32(order, within, CODE, ""))).isEqualTo(new FileKind(Target.ELF, none));
            assertThat(kind(Programs.elf64(order, within, CODE, ""))).isEqualTo(new FileKind(Target.ELF, none));
        }
    }

    /** What is cut off may hold anything; it is never looked at. */
    @Test
    void aProgramMayEndAnywhere() {
        byte[] pe = Programs.pe(IN_MEMORY, CODE, "");
        byte[] elf = Programs.elf64(ByteOrder.LITTLE_ENDIAN, 0, CODE, "");
        for (int length = 0; length < CODE; length++) {
            assertThat(FileKind.recognize(pe, length))
                    .as("PE, %s bytes", length)
                    .isEqualTo(kind(Arrays.copyOf(pe, length)));
            assertThat(FileKind.recognize(elf, length))
                    .as("ELF, %s bytes", length)
                    .isEqualTo(kind(Arrays.copyOf(elf, length)));
        }
    }

    @Test
    void headersThatAreNotInSightTellNoEntryPoint() {
        byte[] pe = Programs.pe(IN_MEMORY, CODE, "");
        byte[] elf = Programs.elf64(ByteOrder.LITTLE_ENDIAN, 0, CODE, "");

        assertThat(FileKind.recognize(pe, 400)).isEqualTo(new FileKind(Target.PE, OptionalLong.empty()));
        assertThat(FileKind.recognize(elf, 100)).isEqualTo(new FileKind(Target.ELF, OptionalLong.empty()));
    }

    @Test
    void aPointerToNowhereMakesNoPe() {
        byte[] pe = Programs.pe(IN_MEMORY, CODE, "");
        for (int highest : new int[] {0x7f, 0x80, 0xff}) {
            pe[63] = (byte) highest;

            assertThat(kind(pe)).isEqualTo(FileKind.UNKNOWN);
        }
    }

    private static FileKind kind(byte[] content) {
        return FileKind.recognize(content, content.length);
    }

    private static FileKind kind(Target target, long entryPoint) {
        return new FileKind(target, OptionalLong.of(entryPoint));
    }
}
