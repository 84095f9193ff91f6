package dev.cordon.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.PrintWriter;

/** Records for programs: keys in the order in which they are given, null where there is nothing. */
final class Json {
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .serializeNulls()
            .disableHtmlEscaping()
            .create();

    private Json() {}

    static void print(Object value, PrintWriter out) {
        // Lines end alike everywhere, as the rest of the text does.
        out.print(GSON.toJson(value));
        out.print('\n');
    }
}
