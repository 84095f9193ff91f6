package dev.cordon.cli.running;

import com.google.common.collect.ImmutableList;
import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import dev.cordon.transport.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command as it was typed, to be run by the process that has its home open.
 *
 * @param arguments what was typed after the name of the program
 * @param folder where it was typed; files are named from there
 * @param width how many characters fit into a line
 */
public record TypedCommand(ImmutableList<String> arguments, Path folder, int width) {
    private static final Gson GSON = new Gson();
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int OK = 200;

    /** How it travels. */
    private record Sent(
            @Nullable List<String> arguments, @Nullable String folder, int width) {
        boolean isWhole() {
            return arguments != null && !arguments.contains(null) && folder != null && width > 0;
        }
    }

    /** Returns the command that a text stands for; empty for any other text. */
    static Optional<TypedCommand> of(String json) {
        try {
            return Optional.ofNullable(GSON.fromJson(json, Sent.class))
                    .filter(Sent::isWhole)
                    .map(sent -> new TypedCommand(
                            ImmutableList.copyOf(
                                    Optional.ofNullable(sent.arguments).orElseThrow()),
                            Path.of(Optional.ofNullable(sent.folder).orElseThrow()),
                            sent.width));
        } catch (JsonParseException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * Has it run behind a door and prints what it prints.
     *
     * @return its exit code
     * @throws IOException if nobody is there, the token is not the right one, or the process ends before the command
     */
    public int runAt(URI door, Secret token, PrintWriter out, PrintWriter err) throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
        HttpRequest request = HttpRequest.newBuilder(door.resolve(CommandDoor.PATH))
                .header("Authorization", "Bearer " + token.value())
                .POST(HttpRequest.BodyPublishers.ofString(GSON.toJson(new Sent(arguments, folder.toString(), width))))
                .build();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                if (response.statusCode() != OK) {
                    throw new IOException("the process that has the home open does not take the command");
                }
                return print(lines, out, err);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static int print(BufferedReader lines, PrintWriter out, PrintWriter err) throws IOException {
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
            Line line = Line.of(text);
            Optional.ofNullable(line.out()).ifPresent(out::print);
            Optional.ofNullable(line.err()).ifPresent(err::print);
            out.flush();
            err.flush();
            if (line.exit() != null) {
                return line.exit();
            }
        }
        throw new IOException("the process that has the home open has ended in the middle of the command");
    }
}
