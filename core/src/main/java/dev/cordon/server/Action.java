package dev.cordon.server;

import com.google.common.base.Ascii;
import java.util.Arrays;
import java.util.Optional;

/** What a person can do with a sample at the server (guide, "Managing quarantined files" and the Actions tab). */
public enum Action {
    /** Put it in line for submission. */
    SUBMIT("put it in line for submission"),
    /** Take it out of the line for submission. */
    HOLD("take it out of the line for submission"),
    /** Put its definitions in line for delivery. */
    DELIVER("put its definitions in line for delivery"),
    /** Begin its processing again. */
    RESTART("begin its processing again"),
    /** Write it to a file, repaired. */
    REPAIR("write it to a file, repaired"),
    /** Write it to a file, as it was captured. */
    RESTORE("write it to a file, as it was captured"),
    /** Remove it from the server. */
    DELETE("remove it from the server");

    private final String token = Ascii.toLowerCase(name());
    private final String meaning;

    Action(String meaning) {
        this.meaning = meaning;
    }

    /** Returns the word for it on the wire and at the command line, in lower case. */
    public String token() {
        return token;
    }

    /** Returns what it does, as a clause in plain English. */
    public String meaning() {
        return meaning;
    }

    /** Returns the action of a word, in any case. */
    public static Optional<Action> of(String token) {
        return Arrays.stream(values())
                .filter(action -> Ascii.equalsIgnoreCase(action.token, token))
                .findFirst();
    }

    @Override
    public String toString() {
        return token;
    }
}
