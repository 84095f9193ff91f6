package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The command run in this process, with what every run has to keep to. */
final class Cordon {
    /**
     * One run that is over.
     *
     * @param exit the exit code
     * @param out what it printed
     * @param err what it said on standard error
     */
    record Run(int exit, String out, String err) {
        JsonElement json() {
            return JsonParser.parseString(out);
        }
    }

    private Cordon() {}

    /** Runs the command; fails if it complains in any other way than the one line that is allowed. */
    static Run run(String... arguments) {
        return run(Terminal.USUAL_WIDTH, arguments);
    }

    static Run run(int width, String... arguments) {
        Run run = start(width, arguments);
        if (run.exit() == 0) {
            assertThat(run.err()).as("standard error of success").isEmpty();
        } else {
            assertThat(run.err())
                    .as("standard error of failure")
                    .startsWith("cordon: ")
                    .hasLineCount(1);
        }
        return run;
    }

    /** Runs a command that says with its exit code what it has found, which is nothing to complain about. */
    static Run answer(String... arguments) {
        Run run = start(Terminal.USUAL_WIDTH, arguments);
        assertThat(run.err()).as("standard error of an answer").isEmpty();
        return run;
    }

    private static Run start(int width, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream messages = new PrintStream(err, true, StandardCharsets.UTF_8);
        int exit = Main.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                messages,
                new Terminal(width, false, messages));
        Run run = new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        assertThat(run.err()).as("standard error").doesNotContain("\tat ", "Exception");
        return run;
    }

    /** Runs the command, which has to succeed. */
    static Run succeed(String... arguments) {
        Run run = run(arguments);
        assertThat(run.exit()).as("exit code; %s", run.err()).isZero();
        return run;
    }
}
