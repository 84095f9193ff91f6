package dev.cordon.place;

import dev.cordon.alert.Alerting;
import dev.cordon.definition.TrustedKeys;
import dev.cordon.protocol.Desk;
import dev.cordon.scan.SignatureEngine;
import dev.cordon.spi.DefinitionStore;
import dev.cordon.spi.Engine;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.Stripper;
import dev.cordon.store.DirectoryDefinitionStore;
import dev.cordon.store.DirectorySampleStore;
import dev.cordon.strip.OoxmlStripper;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * What every place needs, whatever it does. Immutable; each {@code with} method returns a changed copy.
 *
 * @param home the folder of the place; made if it is not there
 * @param live intervals, bounds and policies, which may be changed while the place is open
 * @param trusted whose definitions are accepted; nobody's by default
 * @param engine what loads definitions; the built-in one by default
 * @param stripper takes user data out of samples where the settings say so; the built-in one by default
 * @param clock the clock of the place
 * @param random where ids and cookies come from
 * @param samples opens the sample store; the built-in one by default
 * @param definitions opens the store of definitions; the built-in one by default
 * @param failures hears of requests that failed because of this place
 * @param alerting who is told of alerts; nobody by default. Only a server has any
 */
public record PlaceConfig(
        Path home,
        LiveSettings live,
        TrustedKeys trusted,
        Engine engine,
        Stripper stripper,
        InstantSource clock,
        SecureRandom random,
        Opener<SampleStore> samples,
        Opener<DefinitionStore> definitions,
        Desk.Failures failures,
        Alerting alerting) {
    /**
     * Opens a store.
     *
     * @param <S> the role of the store
     */
    @FunctionalInterface
    public interface Opener<S> {
        /**
         * Returns the store, open.
         *
         * @throws IOException if it can't be opened
         */
        S open(Path folder) throws IOException;
    }

    /** Returns the standard settings for a home: the system's clock, nobody trusted, failures not told to anybody. */
    public static PlaceConfig at(Path home) {
        LiveSettings standard = new LiveSettings(Settings.standard());
        return new PlaceConfig(
                home,
                standard,
                TrustedKeys.none(),
                builtIn(standard),
                new OoxmlStripper(),
                InstantSource.system(),
                new SecureRandom(),
                DirectorySampleStore::open,
                DirectoryDefinitionStore::open,
                (transaction, failure) -> {},
                Alerting.nobody());
    }

    private static Engine builtIn(LiveSettings settings) {
        return new SignatureEngine(() -> settings.current().archives());
    }

    /** Returns a copy for another home. */
    public PlaceConfig in(Path other) {
        return new PlaceConfig(
                other, live, trusted, engine, stripper, clock, random, samples, definitions, failures, alerting);
    }

    /** Returns the settings that count now. */
    public Settings settings() {
        return live.current();
    }

    /** Returns a copy with other settings, which nobody changes. */
    public PlaceConfig with(Settings other) {
        return with(new LiveSettings(other));
    }

    /**
     * Returns a copy whose settings may be changed; other places may share them. A built-in engine is made anew, to follow
     * their {@link Settings#archives}.
     */
    public PlaceConfig with(LiveSettings other) {
        Engine following = engine instanceof SignatureEngine ? builtIn(other) : engine;
        return new PlaceConfig(
                home, other, trusted, following, stripper, clock, random, samples, definitions, failures, alerting);
    }

    /** Returns a copy that accepts definitions signed with these keys. */
    public PlaceConfig trusting(TrustedKeys keys) {
        return new PlaceConfig(
                home, live, keys, engine, stripper, clock, random, samples, definitions, failures, alerting);
    }

    /** Returns a copy with another engine. */
    public PlaceConfig with(Engine other) {
        return new PlaceConfig(
                home, live, trusted, other, stripper, clock, random, samples, definitions, failures, alerting);
    }

    /** Returns a copy with another stripper; {@link Settings#strip} says when it is used. */
    public PlaceConfig strippingWith(Stripper other) {
        return new PlaceConfig(
                home, live, trusted, engine, other, clock, random, samples, definitions, failures, alerting);
    }

    /** Returns a copy with another clock. */
    public PlaceConfig with(InstantSource other) {
        return new PlaceConfig(
                home, live, trusted, engine, stripper, other, random, samples, definitions, failures, alerting);
    }

    /** Returns a copy whose ids and cookies come from somewhere else. */
    public PlaceConfig with(SecureRandom other) {
        return new PlaceConfig(
                home, live, trusted, engine, stripper, clock, other, samples, definitions, failures, alerting);
    }

    /** Returns a copy with another sample store; it is given a folder in the home that it need not use. */
    public PlaceConfig holdingIn(Opener<SampleStore> other) {
        return new PlaceConfig(
                home, live, trusted, engine, stripper, clock, random, other, definitions, failures, alerting);
    }

    /** Returns a copy with another store of definitions; it is given a folder in the home that it need not use. */
    public PlaceConfig definedBy(Opener<DefinitionStore> other) {
        return new PlaceConfig(
                home, live, trusted, engine, stripper, clock, random, samples, other, failures, alerting);
    }

    /** Returns a copy that tells of failures. */
    public PlaceConfig telling(Desk.Failures listener) {
        return new PlaceConfig(
                home, live, trusted, engine, stripper, clock, random, samples, definitions, listener, alerting);
    }

    /** Returns a copy that tells these of alerts. */
    public PlaceConfig with(Alerting other) {
        return new PlaceConfig(
                home, live, trusted, engine, stripper, clock, random, samples, definitions, failures, other);
    }
}
