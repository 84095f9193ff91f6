package dev.cordon.protocol;

import static dev.cordon.protocol.Transaction.CONFIRM_DEFINITIONS;
import static dev.cordon.protocol.Transaction.FETCH_DEFINITIONS;
import static dev.cordon.protocol.Transaction.FORWARD_SAMPLE;
import static dev.cordon.protocol.Transaction.OFFER_DEFINITIONS;
import static dev.cordon.protocol.Transaction.QUERY_DEFINITIONS;
import static dev.cordon.protocol.Transaction.QUERY_SEQUENCE;
import static dev.cordon.protocol.Transaction.QUERY_STATUS;
import static dev.cordon.protocol.Transaction.SUBMIT_SAMPLE;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The kinds of message, with the attributes that are essential to each. This is the one table of them: requests are
 * checked against it before a handler sees them, and replies before anybody acts on them.
 *
 * <p>A gateway is a customer of the analysis centre, so what is said here of a customer and a gateway holds there, too.
 */
public enum MessageKind {
    /** A sample in a file. */
    SAMPLE("a sample in a file, on its way to nobody yet", Route.NONE, partOf(), Essentials.SAMPLE),
    /** A client hands a sample to its server. */
    SAMPLE_TO_SERVER(
            "a client hands a sample to its server",
            Route.CLIENT_TO_SERVER,
            partOf(FORWARD_SAMPLE),
            Essentials.SAMPLE.always(CordonFields.SAMPLE_ID)),
    /** A client asks how its sample stands. */
    STATUS_QUERY(
            "a client asks how a sample stands",
            Route.CLIENT_TO_SERVER,
            partOf(QUERY_STATUS),
            Essentials.NONE.always(CordonFields.SAMPLE_ID)),
    /** A server says how a sample stands. */
    STATUS_REPORT(
            "a server says how a sample stands",
            Route.SERVER_TO_CLIENT,
            partOf(FORWARD_SAMPLE, QUERY_STATUS),
            Essentials.NONE
                    .always(Attributes.SAMPLE_STATUS)
                    .whereSaid(Attributes.ANALYSIS_STATE)
                    .whereSaid(Attributes.DATE_ANALYZED)
                    .whereSaid(Attributes.DATE_FINISHED)
                    .whereSaid(Attributes.SIGNATURES_SEQUENCE)),
    /** A customer hands a sample to a gateway. */
    SAMPLE_TO_GATEWAY(
            "a customer hands a sample to a gateway",
            Route.CUSTOMER_TO_GATEWAY,
            partOf(SUBMIT_SAMPLE),
            Essentials.CUSTOMER.and(Essentials.SAMPLE).always(CordonFields.SUBMISSION)),
    /** A gateway gives a cookie for a sample. */
    SUBMISSION_RECEIPT(
            "a gateway gives a cookie for a sample",
            Route.GATEWAY_TO_CUSTOMER,
            partOf(SUBMIT_SAMPLE),
            Essentials.NONE
                    .always(Attributes.ANALYSIS_COOKIE)
                    .always(Attributes.ANALYSIS_STATE)
                    .whereSaid(Attributes.DATE_ANALYZED)
                    .whereSaid(Attributes.DATE_FINISHED)
                    .whereSaid(Attributes.SIGNATURES_SEQUENCE)),
    /** A customer asks how an analysis stands. */
    ANALYSIS_QUERY(
            "a customer asks how an analysis stands",
            Route.CUSTOMER_TO_GATEWAY,
            partOf(QUERY_STATUS),
            Essentials.CUSTOMER.always(Attributes.ANALYSIS_COOKIE)),
    /** A gateway says how an analysis stands. */
    ANALYSIS_REPORT(
            "a gateway says how an analysis stands; final once X-Date-Finished is there",
            Route.GATEWAY_TO_CUSTOMER,
            partOf(QUERY_STATUS),
            Essentials.NONE
                    .always(Attributes.ANALYSIS_STATE)
                    .whereSaid(Attributes.SAMPLE_STATUS)
                    .whereSaid(Attributes.DATE_ANALYZED)
                    .whereSaid(Attributes.DATE_FINISHED)
                    .whereSaid(Attributes.SIGNATURES_SEQUENCE)),
    /** A client asks for the newest sequence. */
    NEWEST_QUERY(
            "a client asks which definitions are the newest",
            Route.CLIENT_TO_SERVER,
            partOf(QUERY_DEFINITIONS),
            Essentials.NONE),
    /** A customer asks for the newest sequence. */
    CUSTOMER_NEWEST_QUERY(
            "a customer asks which definitions are the newest",
            Route.CUSTOMER_TO_GATEWAY,
            partOf(QUERY_DEFINITIONS),
            Essentials.CUSTOMER),
    /** A client asks for a set of definitions. */
    DEFINITIONS_REQUEST(
            "a client asks for a set of definitions",
            Route.CLIENT_TO_SERVER,
            partOf(FETCH_DEFINITIONS),
            Essentials.NONE.always(Attributes.SIGNATURES_SEQUENCE)),
    /** A customer asks for a set of definitions. */
    CUSTOMER_DEFINITIONS_REQUEST(
            "a customer asks for a set of definitions",
            Route.CUSTOMER_TO_GATEWAY,
            partOf(FETCH_DEFINITIONS),
            Essentials.CUSTOMER.always(Attributes.SIGNATURES_SEQUENCE)),
    /** A package of definitions, asked for or offered. */
    DEFINITIONS_PACKAGE(
            "a package of definitions, as a reply to who fetches it or offered to a target",
            Route.TOWARDS_CLIENT,
            partOf(FETCH_DEFINITIONS, OFFER_DEFINITIONS),
            Essentials.NONE
                    .always(Attributes.SIGNATURES_SEQUENCE)
                    .always(Attributes.SIGNATURES_CHECKSUM)
                    .always(Attributes.CHECKSUM_METHOD)
                    .always(Attributes.CONTENT_CHECKSUM)),
    /** A server asks a target which definitions it has. */
    SEQUENCE_QUERY(
            "a server asks a target which definitions it has",
            Route.SERVER_TO_CLIENT,
            partOf(QUERY_SEQUENCE),
            Essentials.NONE),
    /** The sequence of the newest definitions, or of those in use. */
    SEQUENCE_REPORT(
            "the sequence of the newest definitions, or of those in use; says nothing where there are none",
            Route.ANY_REPLY,
            partOf(QUERY_DEFINITIONS, QUERY_SEQUENCE),
            Essentials.NONE.whereSaid(Attributes.SIGNATURES_SEQUENCE)),
    /** A target says what it has installed, and what came of its samples. */
    CONFIRMATION(
            "a target says which definitions it has installed and what came of its samples",
            Route.CLIENT_TO_SERVER,
            partOf(CONFIRM_DEFINITIONS),
            Essentials.NONE.always(CordonFields.TARGET).always(Attributes.SIGNATURES_SEQUENCE)),
    /** Says that something was done. */
    ACKNOWLEDGEMENT(
            "it was done; there is nothing else to say",
            Route.ANY_REPLY,
            partOf(OFFER_DEFINITIONS, CONFIRM_DEFINITIONS),
            Essentials.NONE),
    /** Says why a request was refused. */
    REFUSAL(
            "the request was refused, and nothing has changed",
            Route.ANY_REPLY,
            partOf(Transaction.values()),
            Essentials.NONE.always(Attributes.ERROR));

    /** From whom to whom a message goes. */
    private enum Route {
        NONE(""),
        CLIENT_TO_SERVER("client to server"),
        SERVER_TO_CLIENT("server to client"),
        CUSTOMER_TO_GATEWAY("customer to gateway"),
        GATEWAY_TO_CUSTOMER("gateway to customer"),
        TOWARDS_CLIENT("analysis centre to gateway to server to client"),
        ANY_REPLY("back to who asked");

        private final String text;

        Route(String text) {
            this.text = text;
        }
    }

    private final String token = Ascii.toLowerCase(name()).replace('_', '-');
    private final String meaning;
    private final Route route;
    private final ImmutableSet<Transaction> transactions;

    @SuppressWarnings("ImmutableEnumChecker") // Keys are immutable.
    private final ImmutableList<Essential> essentials;

    MessageKind(String meaning, Route route, ImmutableSet<Transaction> transactions, Essentials essentials) {
        this.meaning = meaning;
        this.route = route;
        this.transactions = transactions;
        this.essentials = essentials.rows();
    }

    private static ImmutableSet<Transaction> partOf(Transaction... transactions) {
        return ImmutableSet.copyOf(transactions);
    }

    /** Returns the name of the kind, in lower case with hyphens. */
    public String token() {
        return token;
    }

    /** Returns what a message of the kind is for, in plain English. */
    public String meaning() {
        return meaning;
    }

    /** Returns from whom to whom it goes, in plain English; empty for a message that is not on its way. */
    public String route() {
        return route.text;
    }

    /** Returns the transactions it belongs to, as a request or as a reply; none for a message in a file. */
    public ImmutableSet<Transaction> transactions() {
        return transactions;
    }

    /** Returns the attributes that are essential, in the order in which they are asked for. */
    public ImmutableList<Essential> essentials() {
        return essentials;
    }

    /** Returns the kind of a name, in any case. */
    public static Optional<MessageKind> of(String token) {
        return Arrays.stream(values())
                .filter(kind -> Ascii.equalsIgnoreCase(kind.token, token))
                .findFirst();
    }

    /**
     * Returns which kind a message is, by what it says; empty for one that says nothing of the kind. It is a guess: a
     * message does not name its kind.
     */
    public static Optional<MessageKind> guess(Header header) {
        return Recognition.kind(header);
    }

    /**
     * Returns what a message of this kind lacks, each with what was expected; empty if nothing.
     *
     * @param hasContent whether there is content
     */
    public ImmutableList<Essential.Shortcoming> shortcomings(Header header, boolean hasContent) {
        return essentials.stream()
                .flatMap(essential -> essential.shortcoming(header, hasContent).stream())
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * Checks a message for what is essential to its kind. It has content if it announces some; a message that does not
     * say its length is checked for the attributes of content when the content is read.
     *
     * @throws WireException {@code missing} or {@code malformed} with the name of the first attribute that is
     */
    public void check(Header header) throws WireException {
        boolean hasContent = header.find(ContentKeys.CONTENT_LENGTH)
                .filter(length -> length > 0)
                .isPresent();
        Optional<Essential.Shortcoming> first =
                shortcomings(header, hasContent).stream().findFirst();
        if (first.isPresent()) {
            throw first.get().refusal();
        }
    }

    /** Returns a handler that sees only requests which have what is essential to this kind. */
    public Handler checked(Handler handler) {
        return request -> {
            check(request.header());
            return handler.handle(request);
        };
    }

    @Override
    public String toString() {
        return token;
    }
}
