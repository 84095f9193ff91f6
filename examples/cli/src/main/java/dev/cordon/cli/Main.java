package dev.cordon.cli;

import com.google.common.collect.ImmutableList;
import dev.cordon.cli.demo.DemoCommand;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command {@code cordon}.
 *
 * <p>Exit codes: 0 done, 1 refused or failed, 2 wrong usage. What goes wrong is said in one line on standard error.
 * Output is UTF-8 everywhere.
 */
@Command(
        name = "cordon",
        description = "Look into quarantine messages, make them, and see the whole stack at work.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class,
        scope = ScopeType.INHERIT)
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        // Without it the JDK does not tell a proxy who we are before it makes a tunnel.
        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
        PrintStream out = standard(FileDescriptor.out);
        PrintStream err = standard(FileDescriptor.err);
        int width =
                Optional.ofNullable(System.getenv("COLUMNS")).map(Main::columns).orElse(Terminal.USUAL_WIDTH);
        System.exit(run(args, out, err, new Terminal(width, isWatched(), err)));
    }

    /** Runs the command as for a pipe and returns its exit code; the streams stay open. */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        return run(args, out, err, new Terminal(Terminal.USUAL_WIDTH, false, err));
    }

    static int run(String[] args, PrintStream out, PrintStream err, Terminal terminal) {
        PrintWriter output = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        PrintWriter messages = new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true);
        int exit = execute(commands(terminal, output, messages), args, messages);
        if (output.checkError() || out.checkError()) {
            messages.print("cordon: cannot write to standard output\n");
            exit = ExitCode.SOFTWARE;
        }
        messages.flush();
        return exit;
    }

    private static int execute(CommandLine commands, String[] args, PrintWriter messages) {
        try {
            return commands.execute(args);
        } catch (Error e) {
            return fail(e, messages);
        }
    }

    /** Returns the commands about a home for the process that has it open. */
    static CommandLine inside(
            Function<Terminal, CommandGroup> group,
            PlaceHome<?> home,
            DefinitionsHome definitions,
            int width,
            PrintWriter output,
            PrintWriter messages) {
        Terminal terminal = new Terminal(width, false, System.err);
        CommandLine.IFactory homes = new Held(ImmutableList.of(home, definitions));
        CommandLine about = new CommandLine(group.apply(terminal), homes);
        about.getCommandSpec().removeSubcommand("run");
        CommandLine commands = new CommandLine(new Main())
                .addSubcommand(about)
                .addSubcommand(DefinitionsCommand.atPlaces(terminal, homes));
        return configured(commands, terminal, output, messages);
    }

    /** Gives commands a home that is open already. */
    private record Held(ImmutableList<PlaceHome<?>> homes) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (PlaceHome<?> home : homes) {
                if (type.isInstance(home)) {
                    return type.cast(home);
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }

    private static CommandLine commands(Terminal terminal, PrintWriter output, PrintWriter messages) {
        CommandLine commands = new CommandLine(new Main());
        commands.addSubcommand(new AttributesCommand(terminal));
        commands.addSubcommand(new VocabularyCommand(terminal));
        commands.addSubcommand(new MessagesCommand(terminal));
        commands.addSubcommand(new StatesCommand(terminal));
        commands.addSubcommand(new EncodeCommand(terminal));
        commands.addSubcommand(new DecodeCommand(terminal));
        commands.addSubcommand(new InspectCommand(terminal));
        commands.addSubcommand(new ClientCommand(terminal));
        commands.addSubcommand(new ServerCommand(terminal));
        commands.addSubcommand(new GatewayCommand(terminal));
        commands.addSubcommand(
                new CommandLine(new AnalysisCommand(terminal)).addSubcommand(new CorpusCommand(terminal)));
        commands.addSubcommand(new ScanCommand(terminal));
        commands.addSubcommand(DefinitionsCommand.commands(terminal));
        commands.addSubcommand(new TokenCommand());
        commands.addSubcommand(new DemoCommand());
        commands.addSubcommand(new SimulateCommand());
        return configured(commands, terminal, output, messages);
    }

    private static CommandLine configured(
            CommandLine commands, Terminal terminal, PrintWriter output, PrintWriter messages) {
        return commands.setOut(output)
                .setErr(messages)
                // A file may be named @notes.txt.
                .setExpandAtFiles(false)
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
                .setUsageHelpWidth(terminal.width())
                .setParameterExceptionHandler((wrong, args) -> hint(wrong, messages))
                .setExecutionExceptionHandler((failure, command, parsed) -> fail(failure, messages));
    }

    private static int hint(ParameterException wrong, PrintWriter messages) {
        String reason = Optional.ofNullable(wrong.getMessage()).orElse("wrong usage");
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        // Some of the library's messages begin with a word of their own.
        String line = Printable.line(reason.replaceFirst("^Error: ", ""));
        messages.print("cordon: " + line + "; see " + command + " --help\n");
        return ExitCode.USAGE;
    }

    private static int fail(Throwable failure, PrintWriter messages) {
        messages.print("cordon: " + Refusal.line(failure) + "\n");
        return ExitCode.SOFTWARE;
    }

    private static PrintStream standard(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    /** Returns the width that the shell tells, or the usual one where it makes no sense. */
    private static int columns(String text) {
        return text.matches("[0-9]{2,4}") ? Math.max(Terminal.NARROWEST, Integer.parseInt(text)) : Terminal.USUAL_WIDTH;
    }

    /** Later Java versions have a console even where nobody sits before it, but can tell. */
    private static boolean isWatched() {
        return Optional.ofNullable(System.console()).map(Main::isTerminal).orElse(false);
    }

    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** Refuses to run without a command. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** The version that the build has written into the jar. */
    static final class ManifestVersion implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Optional.ofNullable(Main.class.getPackage())
                    .map(Package::getImplementationVersion)
                    .orElse("(not built as a jar)");
            return new String[] {"cordon " + version};
        }
    }
}
