package dev.cordon.codec;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.Arrays;
import java.util.Optional;

/**
 * The codes that {@code X-Error} may carry (guide, tables ).
 *
 * <p>A code says in one word why a message or a request was refused; {@link WireError} adds the parameters.
 */
public enum ErrorCode {
    ABANDONED("the definitions sequence was given up, as a rule because its tests failed"),
    CONTENT("the bytes received do not have the content checksum that was announced"),
    CRUMBLED("the receiver never gave out this cookie"),
    DECLINED("the submission is refused, for example because the customer is not known"),
    INTERNAL("the receiver failed while it worked on the message"),
    LOST("the connection failed before everything had arrived"),
    MALFORMED("an essential attribute, or the header itself, cannot be read"),
    MISSING("an essential attribute is not there"),
    OVERRUN("there is more content than was announced, or than the receiver takes"),
    SAMPLE("the unpacked content does not have the sample checksum or size that was announced"),
    SUPERSEDED("the definitions sequence was replaced by newer certified definitions"),
    TYPE("the kind of sample or of content is not supported"),
    UNAVAILABLE("the definitions sequence has not been published yet"),
    UNDERRUN("there is less content than was announced"),
    UNPACKAGE("the content cannot be unpacked"),
    UNPUBLISHED("the definitions could not be published");

    private static final ImmutableMap<String, ErrorCode> BY_TOKEN =
            Maps.uniqueIndex(Arrays.asList(values()), ErrorCode::token);

    private final String token = Ascii.toLowerCase(name());
    private final String meaning;

    ErrorCode(String meaning) {
        this.meaning = meaning;
    }

    /** Returns the word on the wire, in lower case. */
    public String token() {
        return token;
    }

    /** Returns what the code tells the other side, as a clause in plain English. */
    public String meaning() {
        return meaning;
    }

    /** Returns the code with this token, in any case; empty for a word that is not a code. */
    public static Optional<ErrorCode> of(String token) {
        return Optional.ofNullable(BY_TOKEN.get(Ascii.toLowerCase(token)));
    }

    @Override
    public String toString() {
        return token;
    }
}
