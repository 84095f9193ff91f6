package dev.cordon;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Dependencies run one way only. */
class ArchitectureTest {
    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.cordon");

    /** The packages of core, lowest first: each may use those above it in this list and never those below. */
    private static final ImmutableList<String> CORE = ImmutableList.of(
            "attribute",
            "sample",
            "definition",
            "protocol",
            "spi",
            "store",
            "transport",
            "scan",
            "strip",
            "recording",
            "station",
            "exchange",
            "alert",
            "client",
            "server",
            "agent",
            "defcast",
            "analysis",
            "gateway",
            "place");

    /** The services, which meet in stores, SPI types and transactions only. */
    private static final ImmutableSet<String> SERVICES =
            ImmutableSet.of("client", "server", "agent", "defcast", "analysis", "gateway");

    @Test
    void codecUsesNothingElseOfCordon() {
        classes()
                .that()
                .resideInAPackage("dev.cordon.codec..")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages(others("codec"))
                .check(LIBRARY);
    }

    @Test
    void statemachineUsesNothingElseOfCordon() {
        classes()
                .that()
                .resideInAPackage("dev.cordon.statemachine..")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages(others("statemachine"))
                .check(LIBRARY);
    }

    @Test
    void statemachineKnowsNoInputOutput() {
        noClasses()
                .that()
                .resideInAPackage("dev.cordon.statemachine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio..", "java.net..")
                .check(LIBRARY);
    }

    /** A limit is a length of time; when it began is for others to know. */
    @Test
    void statemachineKnowsNoTimeButItsLength() {
        noClasses()
                .that()
                .resideInAPackage("dev.cordon.statemachine..")
                .should()
                .dependOnClassesThat(resideInAPackage("java.time..").and(not(type(Duration.class))))
                .check(LIBRARY);
    }

    @TestFactory
    Stream<DynamicTest> noPackageUsesOneBelowIt() {
        return CORE.stream()
                .filter(name -> !name.equals("place"))
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> noClasses()
                                .that()
                                .resideInAPackage(qualified(name))
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(CORE.subList(CORE.indexOf(name) + 1, CORE.size()).stream()
                                        .map(ArchitectureTest::qualified)
                                        .toArray(String[]::new))
                                .check(LIBRARY)));
    }

    @TestFactory
    Stream<DynamicTest> noServiceUsesAnother() {
        return SERVICES.stream()
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> noClasses()
                                .that()
                                .resideInAPackage(qualified(name))
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(SERVICES.stream()
                                        .filter(other -> !other.equals(name))
                                        .map(ArchitectureTest::qualified)
                                        .toArray(String[]::new))
                                .check(LIBRARY)));
    }

    @Test
    void everyPackageOfCoreIsInTheList() {
        assertThat(LIBRARY.stream().map(type -> type.getPackageName().split("\\.")[2]))
                .isSubsetOf(ImmutableSet.<String>builder()
                        .addAll(CORE)
                        .add("codec", "statemachine")
                        .build());
    }

    @Test
    void nobodyReadsTheSystemClockOrSleeps() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Math.class, "random")
                .check(LIBRARY);
    }

    @Test
    void onlyTheAgreedLibrariesAreUsed() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.cordon..",
                        "java..",
                        "javax..",
                        "com.sun.net.httpserver..",
                        "jdk.jfr..",
                        "com.google.common..",
                        "org.apache.commons.codec..",
                        "org.apache.commons.compress..",
                        "org.jspecify..")
                .check(LIBRARY);
    }

    private static String qualified(String name) {
        return "dev.cordon." + name + "..";
    }

    private static String[] others(String name) {
        return Stream.concat(CORE.stream(), Stream.of("codec", "statemachine"))
                .filter(other -> !other.equals(name))
                .map(ArchitectureTest::qualified)
                .toArray(String[]::new);
    }
}
