package dev.cordon.exchange;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.protocol.Handler;
import dev.cordon.protocol.MessageKind;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.protocol.Transaction;
import dev.cordon.scan.ActiveDefinitions;
import dev.cordon.spi.DefinitionStore;
import java.io.IOException;
import java.util.Optional;

/** Answers who asks for definitions, at a server, a gateway or an analysis centre. Safe for use by many threads. */
public final class DefinitionsDesk {
    private final DefinitionStore definitions;
    private final ActiveDefinitions active;
    private final PackageMessage packages;

    /**
     * Makes the desk over the definitions of a place.
     *
     * @param definitions the packages that are kept there
     * @param active says which are in use, certified and withdrawn
     * @param packages writes packages of definitions
     */
    public DefinitionsDesk(DefinitionStore definitions, ActiveDefinitions active, PackageMessage packages) {
        this.definitions = definitions;
        this.active = active;
        this.packages = packages;
    }

    /** Returns the handlers of query-definitions and fetch-definitions. */
    public ImmutableMap<Transaction, Handler> handlers() {
        return ImmutableMap.of(
                Transaction.QUERY_DEFINITIONS,
                MessageKind.NEWEST_QUERY.checked(this::query),
                Transaction.FETCH_DEFINITIONS,
                MessageKind.DEFINITIONS_REQUEST.checked(this::fetch));
    }

    private Reply query(Received request) throws IOException {
        return DefinitionsReport.answer(active);
    }

    private Reply fetch(Received request) throws IOException {
        Sequence wanted = request.header().require(Attributes.SIGNATURES_SEQUENCE);
        if (active.isWithdrawn(wanted)) {
            throw new WireException(ErrorCode.ABANDONED, "the definitions were withdrawn");
        }
        Optional<DefinitionPackage> set = definitions.find(wanted);
        if (set.isEmpty()) {
            throw new WireException(absence(wanted), "the definitions are not here");
        }
        PackageMessage.Parts parts = packages.parts(set.get(), active.certification(wanted));
        return new Reply(parts.header(), parts.content());
    }

    /** A sequence below the newest was replaced or never used; one above it has not been published yet. */
    private ErrorCode absence(Sequence wanted) throws IOException {
        ImmutableSortedSet<Sequence> known = definitions.sequences();
        return !known.isEmpty() && wanted.compareTo(known.last()) < 0 ? ErrorCode.SUPERSEDED : ErrorCode.UNAVAILABLE;
    }
}
