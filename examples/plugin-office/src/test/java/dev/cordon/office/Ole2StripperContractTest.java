package dev.cordon.office;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.ByteSource;
import dev.cordon.spi.Stripper;
import dev.cordon.testkit.StripperContract;
import java.io.IOException;
import org.junit.jupiter.api.Nested;

/** The stripper for the binary formats does what every stripper does, with each of the three formats. */
class Ole2StripperContractTest {
    private static final String SECRET = "Wobbegong";

    @Nested
    class Word extends Contract {
        @Override
        protected Subject subject() throws IOException {
            return subject(Ole2Documents.word(SECRET), "Macros/");
        }
    }

    @Nested
    class Workbook extends Contract {
        @Override
        protected Subject subject() throws IOException {
            return subject(Ole2Documents.workbook(SECRET), "_VBA_PROJECT_CUR/");
        }
    }

    @Nested
    class Presentation extends Contract {
        @Override
        protected Subject subject() throws IOException {
            return new Subject(Ole2Documents.presentation(SECRET), ImmutableSet.of(SECRET), ImmutableSet.of("project"));
        }

        /** The project lies within a stream, and has no name. */
        @Override
        protected ImmutableMap<String, ByteSource> unpack(ByteSource document) throws IOException {
            return ImmutableMap.<String, ByteSource>builder()
                    .putAll(super.unpack(document))
                    .put("project", ByteSource.wrap(Ole2Documents.project(document)))
                    .buildOrThrow();
        }
    }

    abstract static class Contract extends StripperContract {
        @Override
        protected Stripper stripper() {
            return new Ole2Stripper();
        }

        static Subject subject(ByteSource document, String project) {
            return new Subject(
                    document,
                    ImmutableSet.of(SECRET),
                    ImmutableSet.of(
                            project + "PROJECT",
                            project + "VBA/dir",
                            project + "VBA/_VBA_PROJECT",
                            project + "VBA/" + VbaProject.MODULE));
        }

        @Override
        protected ImmutableMap<String, ByteSource> unpack(ByteSource document) throws IOException {
            return Ole2Documents.streams(document);
        }
    }
}
