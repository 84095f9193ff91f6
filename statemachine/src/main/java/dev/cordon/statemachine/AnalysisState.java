package dev.cordon.statemachine;

import com.google.common.base.Ascii;
import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where a sample stands in analysis, or how its analysis ended (guide, tables ).
 *
 * <p>The vocabulary is open: a peer may use words that are not here, which are carried and shown and never taken for
 * final.
 */
public enum AnalysisState {
    /** The analysis broke down for a reason of its own. */
    ABORT(Phase.FINAL, "the analysis broke down for a reason of its own"),
    /** A person has to look at the sample. */
    ATTENTION(Phase.FINAL, "a person has to look at the sample"),
    /** Infected, but no definitions could be made. */
    BROKEN(Phase.FINAL, "it is infected, but no definitions could be made"),
    /** The sample was not accepted. */
    DECLINED(Phase.FINAL, "it was not accepted for analysis"),
    /** Something went wrong. */
    ERROR(Phase.FINAL, "something went wrong with it"),
    /** Infected, and definitions repair it. */
    INFECTED(Phase.FINAL, "it is infected, and definitions repair it"),
    /** Clean; earlier definitions were wrong about it. */
    MISFIRED(Phase.FINAL, "it is clean; earlier definitions were wrong about it, and newer ones are not"),
    /** Not analysed; nothing suspicious was seen. */
    NODETECT(Phase.FINAL, "it was not analysed, and nothing suspicious was seen in it"),
    /** Infected, and no definitions repair it. */
    NOREPAIR(Phase.FINAL, "it is infected, and no definitions repair it"),
    /** Nothing in it can be run, so nothing can infect it. */
    UNINFECTABLE(Phase.FINAL, "nothing in it can be run, so nothing can infect it"),
    /** Analysed, and nothing was found. */
    UNINFECTED(Phase.FINAL, "it was analysed, and nothing was found"),
    /** Malicious as a whole. */
    UNSUBMITTABLE(Phase.FINAL, "it is malicious as a whole"),
    /** Encrypted, so nobody could look. */
    ENCRYPTED(Phase.FINAL, "it is encrypted, so nobody could look into it"),
    /** Made by malicious code; only good for deletion. */
    DELETE(Phase.FINAL, "it was made by malicious code or holds it, and can only be deleted"),
    /** Damaged beyond repair; a backup is needed. */
    RESTORE(Phase.FINAL, "it is damaged beyond repair and has to come from a backup"),
    /** A gateway has it. */
    ACCEPTED(Phase.TRANSIT, "a gateway has it, the analysis centre not yet"),
    /** It is on its way into the analysis centre. */
    IMPORTING(Phase.TRANSIT, "it is on its way into the analysis centre"),
    /** A gateway is receiving it. */
    RECEIVING(Phase.TRANSIT, "a gateway is receiving it"),
    /** It is to be put before an expert. */
    DEFER(Phase.PENDING, "it is to be put before an expert"),
    /** It waits for an expert. */
    DEFERRED(Phase.PENDING, "it waits for an expert"),
    /** It is being put before an expert. */
    DEFERRING(Phase.PENDING, "it is being put before an expert"),
    /** The analysis centre has it. */
    IMPORTED(Phase.PENDING, "the analysis centre has it and has not begun"),
    /** Newer definitions are to be tried on it. */
    RESCAN(Phase.PENDING, "newer definitions are to be tried on it first"),
    /** What the analysis has left waits to be put away. */
    ARCHIVE(Phase.ACTIVE, "what the analysis has left waits to be put away"),
    /** What the analysis has left is being put away. */
    ARCHIVING(Phase.ACTIVE, "what the analysis has left is being put away"),
    /** A program, waiting for the controller. */
    BINARY(Phase.ACTIVE, "it is a program and waits for the controller"),
    /** The controller decides how to replicate the program. */
    BINARY_CONTROLLING(Phase.ACTIVE, "the controller decides how to replicate the program"),
    /** The program is being replicated. */
    BINARY_REPLICATING(Phase.ACTIVE, "the program is being replicated"),
    /** Signatures for the program's infection are being chosen. */
    BINARY_SCORING(Phase.ACTIVE, "signatures for the infection of the program are being chosen"),
    /** The program waits for a replication engine. */
    BINARY_WAIT(Phase.ACTIVE, "the program waits for a replication engine"),
    /** Its kind is being found out. */
    CLASSIFYING(Phase.ACTIVE, "its kind is being found out"),
    /** A full set of definitions is being built. */
    FULL_BUILDING(Phase.ACTIVE, "a whole set of definitions is being built"),
    /** The full set is being tested. */
    FULL_UNIT_TESTING(Phase.ACTIVE, "the whole set of definitions is being tested"),
    /** Its signatures are being added to the present set. */
    INCR_BUILDING(Phase.ACTIVE, "its signatures are being added to the present set"),
    /** The set with the addition is being tested. */
    INCR_UNIT_TESTING(Phase.ACTIVE, "the set with the addition is being tested"),
    /** The build is being reserved. */
    LOCKING(Phase.ACTIVE, "the build is being reserved for it"),
    /** A document with macros, waiting for the controller. */
    MACRO(Phase.ACTIVE, "it is a document with macros and waits for the controller"),
    /** The controller decides how to replicate the document. */
    MACRO_CONTROLLING(Phase.ACTIVE, "the controller decides how to replicate the document"),
    /** The document is being replicated. */
    MACRO_REPLICATING(Phase.ACTIVE, "the document is being replicated"),
    /** Signatures for the document's infection are being chosen. */
    MACRO_SCORING(Phase.ACTIVE, "signatures for the infection of the document are being chosen"),
    /** The document waits for a replication engine. */
    MACRO_WAIT(Phase.ACTIVE, "the document waits for a replication engine"),
    /** Signatures are chosen; it waits for the build. */
    SIGNATURES(Phase.ACTIVE, "its signatures are chosen, and it waits for the build"),
    /** The build is being given free. */
    UNLOCKING(Phase.ACTIVE, "the build is being given free");

    private static final ImmutableMap<String, AnalysisState> BY_TOKEN =
            Maps.uniqueIndex(Arrays.asList(values()), state -> Ascii.toLowerCase(state.token()));

    private final Phase phase;
    private final String meaning;
    private final String token = CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, name());

    /** The part of the way that a state belongs to. */
    public enum Phase {
        /** On the way to the analysis centre. */
        TRANSIT,
        /** At the analysis centre, waiting. */
        PENDING,
        /** At the analysis centre, in work. */
        ACTIVE,
        /** Over. */
        FINAL;

        private final String token = Ascii.toLowerCase(name());

        /** Returns the word for the phase, in lower case. */
        public String token() {
            return token;
        }
    }

    AnalysisState(Phase phase, String meaning) {
        this.phase = phase;
        this.meaning = meaning;
    }

    /** Returns the word on the wire, such as {@code binaryControlling}. */
    public String token() {
        return token;
    }

    /** Returns what the state says of a sample, as a clause in plain English. */
    public String meaning() {
        return meaning;
    }

    /** Returns the part of the way that the state belongs to. */
    public Phase phase() {
        return phase;
    }

    /** Returns whether the analysis is over. */
    public boolean isFinal() {
        return phase == Phase.FINAL;
    }

    /** Returns the state of a word, in any case; empty for a word that is not in the vocabulary. */
    public static Optional<AnalysisState> of(String token) {
        return Optional.ofNullable(BY_TOKEN.get(Ascii.toLowerCase(token)));
    }

    @Override
    public String toString() {
        return token;
    }
}
