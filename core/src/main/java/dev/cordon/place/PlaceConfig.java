package dev.cordon.place;

import dev.cordon.definition.TrustedKeys;
import dev.cordon.protocol.Desk;
import dev.cordon.scan.SignatureEngine;
import dev.cordon.spi.Engine;
import dev.cordon.spi.SampleStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/**
 * What every place needs, whatever it does. Immutable; each {@code with} method returns a changed copy.
 *
 * @param home the folder of the place; made if it is not there
 * @param settings intervals, bounds and policies
 * @param trusted whose definitions are accepted; nobody's by default
 * @param engine what loads definitions; the built-in one by default
 * @param clock the clock of the place
 * @param random where ids and cookies come from
 * @param stores wraps the sample store, for example to watch it
 * @param failures hears of requests that failed because of this place
 */
public record PlaceConfig(
        Path home,
        Settings settings,
        TrustedKeys trusted,
        Engine engine,
        InstantSource clock,
        SecureRandom random,
        UnaryOperator<SampleStore> stores,
        Desk.Failures failures) {
    /** Returns the standard settings for a home: the system's clock, nobody trusted, failures not told to anybody. */
    public static PlaceConfig at(Path home) {
        return new PlaceConfig(
                home,
                Settings.standard(),
                TrustedKeys.none(),
                new SignatureEngine(),
                InstantSource.system(),
                new SecureRandom(),
                UnaryOperator.identity(),
                (transaction, failure) -> {});
    }

    /** Returns a copy with other settings. */
    public PlaceConfig with(Settings other) {
        return new PlaceConfig(home, other, trusted, engine, clock, random, stores, failures);
    }

    /** Returns a copy that accepts definitions signed with these keys. */
    public PlaceConfig trusting(TrustedKeys keys) {
        return new PlaceConfig(home, settings, keys, engine, clock, random, stores, failures);
    }

    /** Returns a copy with another engine. */
    public PlaceConfig with(Engine other) {
        return new PlaceConfig(home, settings, trusted, other, clock, random, stores, failures);
    }

    /** Returns a copy with another clock. */
    public PlaceConfig with(InstantSource other) {
        return new PlaceConfig(home, settings, trusted, engine, other, random, stores, failures);
    }

    /** Returns a copy whose sample store is wrapped. */
    public PlaceConfig wrapping(UnaryOperator<SampleStore> wrapper) {
        return new PlaceConfig(home, settings, trusted, engine, clock, random, wrapper, failures);
    }

    /** Returns a copy that tells of failures. */
    public PlaceConfig telling(Desk.Failures listener) {
        return new PlaceConfig(home, settings, trusted, engine, clock, random, stores, listener);
    }
}
