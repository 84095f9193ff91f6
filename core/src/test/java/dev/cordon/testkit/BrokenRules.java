package dev.cordon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.google.common.collect.ImmutableSet;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/**
 * Finds out which rules of a contract an implementation breaks, to show that the contract notices. Needs JUnit's launcher.
 */
public final class BrokenRules {
    private BrokenRules() {}

    /**
     * Runs a contract and returns the rules that were broken, as {@code rule01}.
     *
     * @param contract a contract for one implementation, whose tests are named after numbered rules
     */
    public static ImmutableSet<String> of(Class<?> contract) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(contract))
                                .build(),
                        new TestExecutionListener[] {summary});
        assertThat(summary.getSummary().getTestsStartedCount()).as("tests").isPositive();
        return summary.getSummary().getFailures().stream()
                .map(Failure::getTestIdentifier)
                .map(BrokenRules::rule)
                .collect(ImmutableSet.toImmutableSet());
    }

    private static String rule(TestIdentifier test) {
        return test.getSource()
                .map(source -> ((MethodSource) source).getMethodName().substring(0, "rule00".length()))
                .orElseThrow();
    }
}
