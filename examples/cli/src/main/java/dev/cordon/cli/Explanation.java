package dev.cordon.cli;

import com.google.common.collect.ImmutableMap;
import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Geometry;
import dev.cordon.attribute.NetworkAddresses;
import dev.cordon.attribute.OpenToken;
import dev.cordon.attribute.Priority;
import dev.cordon.attribute.Sectors;
import dev.cordon.attribute.Sequence;
import dev.cordon.attribute.StripMethod;
import dev.cordon.attribute.Vocabulary;
import dev.cordon.codec.WireError;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a value says to somebody who does not know the words and forms of the attributes. */
final class Explanation {
    private static final ImmutableMap<Class<?>, Function<Object, String>> BY_TYPE =
            ImmutableMap.<Class<?>, Function<Object, String>>builder()
                    .put(OpenToken.class, of(OpenToken.class, Explanation::token))
                    .put(WireError.class, of(WireError.class, Explanation::error))
                    .put(DailyVersion.class, of(DailyVersion.class, version -> "shown as " + version.shortForm()))
                    .put(Priority.class, of(Priority.class, Explanation::priority))
                    .put(Sequence.class, of(Sequence.class, sequence -> "set number " + sequence.value()))
                    .put(Geometry.class, of(Geometry.class, Explanation::geometry))
                    .put(Sectors.class, of(Sectors.class, Explanation::sectors))
                    .put(NetworkAddresses.class, of(NetworkAddresses.class, Explanation::addresses))
                    .put(
                            CustomerIdentifier.class,
                            of(
                                    CustomerIdentifier.class,
                                    who -> who.serviceClass().meaning()))
                    .buildOrThrow();

    private Explanation() {}

    /** Returns what a value says; empty where it speaks for itself. */
    static Optional<String> of(Object value) {
        Function<Object, String> words = BY_TYPE.get(value.getClass());
        if (words != null) {
            return Optional.of(words.apply(value)).filter(text -> !text.isEmpty());
        }
        if (value instanceof StripMethod method) {
            return Optional.of(method.meaning());
        }
        return value instanceof Enum<?> word ? word(word) : Optional.empty();
    }

    private static <T> Function<Object, String> of(Class<T> type, Function<T, String> words) {
        return value -> words.apply(type.cast(value));
    }

    /** Words of a closed vocabulary are enums that print as they are written; some tokens are in several kinds. */
    private static Optional<String> word(Enum<?> word) {
        String kind = word.getDeclaringClass().getSimpleName();
        return Vocabulary.words().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(kind))
                .flatMap(entry -> entry.getValue().stream())
                .filter(entry -> entry.token().equals(word.toString()))
                .map(Vocabulary.Word::meaning)
                .findFirst();
    }

    private static String token(OpenToken<?> token) {
        return token.known()
                .map(known -> of(known).orElse(""))
                .orElse("a word that is not in the vocabulary; it is carried and never taken for final");
    }

    private static String error(WireError error) {
        String parameters = error.parameters().isEmpty() ? "" : " (" + String.join(", ", error.parameters()) + ")";
        return error.code().meaning() + parameters;
    }

    private static String priority(Priority priority) {
        return priority.equals(Priority.NONE) ? "not in line" : "in line; 1000 goes first";
    }

    private static String geometry(Geometry geometry) {
        long bytes = (long) geometry.cylinders() * geometry.heads() * geometry.sectors() * geometry.bytesPerSector();
        return String.format(
                Locale.ROOT,
                "%d cylinders, %d heads, %d sectors a track of %d bytes: %d bytes in all",
                geometry.cylinders(),
                geometry.heads(),
                geometry.sectors(),
                geometry.bytesPerSector(),
                bytes);
    }

    private static String sectors(Sectors sectors) {
        return sectors.ranges().stream()
                .map(range -> range.first().equals(range.last())
                        ? range.first().toString()
                        : range.first() + " to " + range.last())
                .collect(Collectors.joining(", ", "cylinder/head/sector ", ""));
    }

    private static String addresses(NetworkAddresses addresses) {
        return addresses.addresses().stream()
                .map(address -> address.network().name())
                .collect(Collectors.joining(", "));
    }
}
