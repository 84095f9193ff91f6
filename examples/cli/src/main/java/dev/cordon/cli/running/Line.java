package dev.cordon.cli.running;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A piece of what a command prints in another process, or its end; one of the three is there.
 *
 * @param out for standard output
 * @param err for standard error
 * @param exit the exit code, after which nothing follows
 */
record Line(
        @Nullable String out,
        @Nullable String err,
        @Nullable Integer exit) {
    private static final Gson GSON = new Gson();

    static Line out(String text) {
        return new Line(text, null, null);
    }

    static Line err(String text) {
        return new Line(null, text, null);
    }

    static Line exit(int code) {
        return new Line(null, null, code);
    }

    static Line of(String json) throws IOException {
        try {
            return GSON.fromJson(json, Line.class);
        } catch (JsonParseException e) {
            throw new IOException("the process that has the home open answers something else", e);
        }
    }

    String json() {
        return GSON.toJson(this);
    }
}
