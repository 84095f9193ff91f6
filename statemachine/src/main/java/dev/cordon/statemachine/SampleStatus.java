package dev.cordon.statemachine;

import com.google.common.base.Ascii;
import java.util.Arrays;
import java.util.Optional;

/** Where a sample stands in a quarantine (guide, tables ). */
public enum SampleStatus {
    /** A person has to look at the sample. */
    ATTENTION("a person has to look at the sample"),
    /** Definitions for it are in line for delivery. */
    DISTRIBUTE("definitions for it are in line for delivery"),
    /** Something went wrong that does not mend itself. */
    ERROR("something went wrong that does not mend itself"),
    /** Its computer could not be given the definitions. */
    NOT_INSTALLED("its computer could not be given the definitions"),
    /** It has arrived and waits for the first scan. */
    QUARANTINED("it has arrived and waits for the first scan"),
    /** Its processing begins again. */
    RESTART("its processing begins again"),
    /** Definitions for it are here and wait for a decision to deliver them. */
    AVAILABLE("definitions for it are here and wait for a decision to deliver them"),
    /** Definitions were delivered and not yet confirmed. */
    DISTRIBUTED("definitions were delivered to its computer and are not confirmed yet"),
    /** It is kept from submission until a person decides. */
    HELD("it is kept from submission until a person decides"),
    /** Its computer has the definitions it needs. */
    INSTALLED("its computer has the definitions it needs"),
    /** It needs definitions that are not here yet. */
    NEEDED("it needs definitions that are not here yet"),
    /** It is in line for submission. */
    RELEASED("it is in line for submission"),
    /** It was submitted and waits for the outcome. */
    SUBMITTED("it was submitted and waits for the outcome of the analysis"),
    /** It needs no definitions. */
    UNNEEDED("it needs no definitions");

    private final String token = Ascii.toLowerCase(name()).replace('_', ' ');
    private final String meaning;

    SampleStatus(String meaning) {
        this.meaning = meaning;
    }

    /** Returns the word on the wire, in lower case. */
    public String token() {
        return token;
    }

    /** Returns what the status says of a sample, as a clause in plain English. */
    public String meaning() {
        return meaning;
    }

    /** Returns whether a sample of this status has come to rest. */
    public boolean isFinal() {
        return this == INSTALLED || this == UNNEEDED;
    }

    /** Returns the status of a word, in any case. */
    public static Optional<SampleStatus> of(String token) {
        return Arrays.stream(values())
                .filter(status -> Ascii.equalsIgnoreCase(status.token, token))
                .findFirst();
    }

    @Override
    public String toString() {
        return token;
    }
}
