package dev.cordon.place;

import static com.google.common.base.Preconditions.checkArgument;

import dev.cordon.attribute.Attributes;
import dev.cordon.client.Approval;
import dev.cordon.client.Parent;
import dev.cordon.codec.Header;
import dev.cordon.spi.Transport;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What makes one client different from another. Immutable; each method that changes something returns a copy.
 *
 * @param parent whom the client turns to
 * @param platform what is said of this computer, {@code X-Platform-*}; with a GUID the client is managed and gets
 *     definitions pushed. {@link dev.cordon.sample.Platform} collects what can be known
 * @param approval who is asked where the automatic operation is to ask; nobody by default, which means no
 * @param neighbour the folder of definitions of a managed client on this computer, {@code definitions} in its home, where
 *     they are shared; the client then installs none itself
 */
public record ClientProfile(Parent parent, Header platform, Approval approval, Optional<Path> neighbour) {
    /** Refuses a managed client that shares the definitions of another. */
    public ClientProfile {
        checkArgument(
                neighbour.isEmpty() || platform.find(Attributes.PLATFORM_GUID).isEmpty(),
                "a managed client has definitions of its own");
    }

    /** Returns the profile of a client that forwards to a server. */
    public static ClientProfile forwarding(Transport server) {
        return of(new Parent.Server(server));
    }

    /** Returns the profile of a client that submits to a gateway itself. */
    public static ClientProfile submitting(Upstream gateway) {
        return of(new Parent.Gateway(gateway.transport(), gateway.customer()));
    }

    /** Returns the profile of a client that keeps everything to itself. */
    public static ClientProfile alone() {
        return of(new Parent.Nobody());
    }

    private static ClientProfile of(Parent parent) {
        return new ClientProfile(parent, Header.empty(), Approval.never(), Optional.empty());
    }

    /** Returns a copy that says this of the computer. */
    public ClientProfile on(Header otherPlatform) {
        return new ClientProfile(parent, otherPlatform, approval, neighbour);
    }

    /** Returns a copy that asks somebody. */
    public ClientProfile asking(Approval other) {
        return new ClientProfile(parent, platform, other, neighbour);
    }

    /** Returns a copy that shares the definitions of a neighbour. */
    public ClientProfile sharing(Path definitions) {
        return new ClientProfile(parent, platform, approval, Optional.of(definitions));
    }
}
