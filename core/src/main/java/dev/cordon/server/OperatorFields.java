package dev.cordon.server;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import dev.cordon.codec.Header;
import dev.cordon.codec.Key;
import dev.cordon.codec.Syntax;
import dev.cordon.codec.Syntaxes;
import java.util.Collection;
import java.util.Optional;

/** What operators and servers say to each other, beside the attributes of samples. */
final class OperatorFields {
    /** How many samples one page has at the most. */
    static final int MOST = 200;

    /** {@code Cordon-Where}: a column and the words that are wanted there, with {@code =} between; may be repeated. */
    static final Key<String> WHERE = Key.of("Cordon-Where", Syntaxes.text());

    /** {@code Cordon-Order}: the column to order by, with a hyphen before it for the other way round. */
    static final Key<String> ORDER = Key.of("Cordon-Order", Syntaxes.opaque());

    /** {@code Cordon-After}: {@code Cordon-Next} of the page before. */
    static final Key<String> AFTER = Key.of("Cordon-After", Syntaxes.opaque());

    /** {@code Cordon-Limit}: how many samples to a page. */
    static final Key<Integer> LIMIT = Key.of("Cordon-Limit", Syntaxes.integer(1, MOST));

    /** {@code Cordon-Next}: where the next page begins; absent on the last page. */
    static final Key<String> NEXT = Key.of("Cordon-Next", Syntaxes.opaque());

    /** {@code Cordon-Action}: what is to be done with a sample. */
    static final Key<Action> ACTION = Key.of("Cordon-Action", Syntaxes.token(Action.class, Action::token));

    /** {@code Cordon-Unscanned}: that a sample is restored without a scan. */
    static final Key<Unscanned> UNSCANNED =
            Key.of("Cordon-Unscanned", Syntaxes.token(Unscanned.class, unscanned -> "yes"));

    /** {@code Cordon-Allowed}: what can be done with a sample, separated by commas. */
    static final Key<String> ALLOWED = Key.of("Cordon-Allowed", Syntaxes.opaque());

    /** {@code Cordon-Reason}: why something can't be done, for people. */
    static final Key<String> REASON = Key.of("Cordon-Reason", Syntaxes.text());

    private static final Syntax<String> ACTIONS = Syntaxes.opaque();

    private OperatorFields() {}

    /** The one value of {@link #UNSCANNED}. */
    enum Unscanned {
        /** Without a scan. */
        YES
    }

    static String format(Collection<Action> actions) {
        return ACTIONS.format(Joiner.on(", ").join(actions));
    }

    static ImmutableSet<Action> allowed(Header header) {
        return Splitter.on(',')
                .trimResults()
                .splitToStream(header.find(ALLOWED).orElse(""))
                .map(Action::of)
                .flatMap(Optional::stream)
                .collect(ImmutableSet.toImmutableSet());
    }
}
