package dev.cordon.benchmarks;

import com.github.oxo42.stateless4j.StateMachine;
import com.github.oxo42.stateless4j.StateMachineConfig;
import dev.cordon.statemachine.AnalysisEvent;
import dev.cordon.statemachine.AnalysisLifecycle;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.statemachine.Handling;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleLifecycle;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.statemachine.Transition;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One walk of a sample, six transitions, through three machines with the same table. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class TransitionBenchmark {
    private static final int STEPS = 6;
    private static final int ANALYSIS_STEPS = 9;

    private final List<SampleEvent> walk = List.of(
            new SampleEvent.Unresolved(Handling.AUTOMATIC),
            new SampleEvent.Accepted(),
            new SampleEvent.NewerDefinitions(2),
            new SampleEvent.SetArrived(2, Handling.AUTOMATIC),
            new SampleEvent.Delivered(),
            new SampleEvent.Confirmed(2));

    private final List<AnalysisEvent> analysis = List.of(
            new AnalysisEvent.Accepted(),
            new AnalysisEvent.ImportBegun(),
            new AnalysisEvent.Imported(),
            new AnalysisEvent.ClassificationBegun(),
            new AnalysisEvent.ClassifiedBinary(),
            new AnalysisEvent.ControlBegun(),
            new AnalysisEvent.ConditionsSet(),
            new AnalysisEvent.EngineFree(),
            new AnalysisEvent.Concluded(AnalysisState.UNINFECTED));

    private final Map<SampleStatus, Map<SampleEvent.Kind, SampleStatus>> table = table();
    private final StateMachineConfig<SampleStatus, SampleEvent.Kind> config = config();

    /** Walks through Cordon's lifecycle. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public SampleStatus cordon() {
        SampleStatus status = SampleLifecycle.start();
        for (SampleEvent event : walk) {
            status = SampleLifecycle.next(status, event);
        }
        return status;
    }

    /** Walks through Cordon's other lifecycle, to its end by a conclusion. */
    @Benchmark
    @OperationsPerInvocation(ANALYSIS_STEPS)
    public AnalysisState analysis() {
        AnalysisState state = AnalysisLifecycle.start();
        for (AnalysisEvent event : analysis) {
            state = AnalysisLifecycle.next(state, event);
        }
        return state;
    }

    /** Walks through a table written by hand. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public SampleStatus enumMap() {
        SampleStatus status = SampleLifecycle.start();
        for (SampleEvent event : walk) {
            status = table.get(status).get(event.kind());
        }
        return status;
    }

    /** Walks through stateless4j. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public SampleStatus stateless4j() {
        StateMachine<SampleStatus, SampleEvent.Kind> machine = new StateMachine<>(SampleLifecycle.start(), config);
        for (SampleEvent event : walk) {
            machine.fire(event.kind());
        }
        return machine.getState();
    }

    private static Map<SampleStatus, Map<SampleEvent.Kind, SampleStatus>> table() {
        Map<SampleStatus, Map<SampleEvent.Kind, SampleStatus>> table = new EnumMap<>(SampleStatus.class);
        for (SampleStatus status : SampleStatus.values()) {
            table.put(status, new EnumMap<>(SampleEvent.Kind.class));
        }
        for (Transition transition : SampleLifecycle.transitions()) {
            SampleStatus.of(transition.from())
                    .ifPresent(from -> table.get(from)
                            .put(
                                    kind(transition.event()),
                                    SampleStatus.of(transition.to()).orElseThrow()));
        }
        return table;
    }

    private static StateMachineConfig<SampleStatus, SampleEvent.Kind> config() {
        StateMachineConfig<SampleStatus, SampleEvent.Kind> config = new StateMachineConfig<>();
        table().forEach((from, events) -> events.forEach((kind, to) -> {
            if (from == to) {
                config.configure(from).permitReentry(kind);
            } else {
                config.configure(from).permit(kind, to);
            }
        }));
        return config;
    }

    private static SampleEvent.Kind kind(String description) {
        for (SampleEvent.Kind kind : SampleEvent.Kind.values()) {
            if (kind.description().equals(description)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no such event");
    }
}
