package dev.cordon.alert;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import dev.cordon.spi.AlertEvent;
import java.net.URI;
import java.util.stream.Collectors;

/** Makes sentences of clauses. */
final class Wording {
    private Wording() {}

    static String sentence(String clause) {
        return Ascii.toUpperCase(clause.charAt(0)) + clause.substring(1) + ".";
    }

    /** Returns what is said of so many samples. */
    static String ofSamples(AlertEvent event, int count, boolean atLeast) {
        String many = (atLeast ? "At least " : "") + count + " samples, of each: ";
        return (count == 1 ? "One sample: " : many) + event.meaning() + ".";
    }

    /** Returns where a person gets definitions for a computer that is given none. */
    static String download(ImmutableList<URI> locations) {
        return locations.isEmpty()
                ? "Computers that are not managed get none pushed; get them from whoever runs the gateway."
                : "Computers that are not managed get none pushed; download them from "
                        + locations.stream().map(URI::toASCIIString).collect(Collectors.joining(" or "))
                        + ".";
    }
}
