package dev.cordon.cli;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import dev.cordon.agent.StripPolicy;
import dev.cordon.alert.AlertRule;
import dev.cordon.alert.AlertSettings;
import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.attribute.Priority;
import dev.cordon.client.AutomaticOperation;
import dev.cordon.codec.Mask;
import dev.cordon.defcast.RolloutPolicy;
import dev.cordon.exchange.Polled;
import dev.cordon.place.Settings;
import dev.cordon.protocol.Customer;
import dev.cordon.scan.ArchiveLimits;
import dev.cordon.server.Holding;
import dev.cordon.spi.AlertEvent;
import dev.cordon.statemachine.Handling;
import dev.cordon.station.Backoff;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The settings of a place in a properties file; docs/operations.md says what each means. */
final class SettingsFile {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9}) ?(ms|s|min|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12}) ?(?:([kKMG])(i)?)?B?");

    private final Path file;
    private final Properties values;
    private final TreeMap<String, Object> taken = new TreeMap<>();
    private final Settings settings;
    private final Optional<Customer> customer;
    private final EngineChoice engine;
    private final ImmutableList<ClamdName> testEngines;

    private SettingsFile(Path file, Properties values) throws Refusal {
        this.file = file;
        this.values = values;
        this.settings = settings(Settings.standard());
        this.customer = customer("customer.identifier", "customer.credentials");
        this.engine = engine();
        this.testEngines = value(
                "scan.testEngines",
                ClamdName.EXPECTED + ", with blanks between several,",
                ClamdName::parseAll,
                ImmutableList.of());
        for (String unknown : Sets.difference(values.stringPropertyNames(), taken.keySet())) {
            throw refusal(
                    unknown,
                    "no such setting; "
                            + NearestName.to(unknown, taken.keySet())
                                    .map(name -> "did you mean " + name + "?")
                                    .orElse("docs/operations.md has a table of them"));
        }
    }

    /**
     * Returns what the text of a file says.
     *
     * @throws Refusal if it has a key that is unknown or there twice, or a value that makes no sense;
     *     says file, key and what was expected
     */
    static SettingsFile of(Path file, String text) throws Refusal {
        Properties values = new Properties() {
            @Override
            public synchronized Object put(Object key, Object value) {
                if (containsKey(key)) {
                    throw new IllegalArgumentException(key + ": there twice");
                }
                return super.put(key, value);
            }
        };
        try {
            values.load(new StringReader(text));
        } catch (IOException e) {
            throw Refusal.cannotRead(file, e);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(Printable.path(file) + ": "
                    + Printable.line(Optional.ofNullable(e.getMessage()).orElse("no properties")));
        }
        return new SettingsFile(file, values);
    }

    Settings settings() {
        return settings;
    }

    /** Returns who submits; empty if the file does not say. */
    Optional<Customer> customer() {
        return customer;
    }

    /** Returns what the place scans with. */
    EngineChoice engines() {
        return engine;
    }

    /** Returns in which clamds an analysis centre tests its definitions. */
    ImmutableList<ClamdName> testEngines() {
        return testEngines;
    }

    /** Returns all keys that a file may have. */
    ImmutableSortedSet<String> keys() {
        return ImmutableSortedSet.copyOf(taken.keySet());
    }

    /** Returns the keys whose values are others than in another file, whether they stand there or are the defaults. */
    ImmutableSortedSet<String> differencesFrom(SettingsFile other) {
        return ImmutableSortedSet.copyOf(
                Maps.difference(taken, other.taken).entriesDiffering().keySet());
    }

    private Settings settings(Settings usual) throws Refusal {
        return new Settings(
                value("mask", "hexadecimal digits", Mask::ofHex, usual.mask()),
                size("maxSize", usual.maxSize()),
                time("interval", usual.interval()),
                time("statusInterval", usual.statusInterval()),
                time("definitionsInterval", usual.definitionsInterval()),
                word("definitionsPolled", Polled.class, usual.definitionsPolled()),
                time("confirmInterval", usual.confirmInterval()),
                time("retryInterval", usual.retryInterval()),
                number("retries", usual.retries()),
                backoff("backoff", usual.backoff()),
                word("forwarding", Handling.class, usual.forwarding()),
                word("submission", Handling.class, usual.submission()),
                word("strip", StripPolicy.class, usual.strip()),
                word("delivery", Handling.class, usual.delivery()),
                word("operation", AutomaticOperation.class, usual.operation()),
                value("priority", "0 to 1000", text -> Priority.of(Integer.parseInt(text)), usual.priority()),
                value("submissionsPerHour", "1 to 1000000", SettingsFile::positive, usual.submissionsPerHour()),
                holding(usual.holding()),
                alerts(usual.alerts()),
                rollout(usual.rollout()),
                archives(usual.archives()));
    }

    private EngineChoice engine() throws Refusal {
        return new EngineChoice(
                value("scan.engine", ClamdName.ENGINE_EXPECTED, ClamdName::engine, Optional.empty()),
                value(
                        "scan.also",
                        ScannerName.EXPECTED + ", with blanks between several,",
                        text -> Splitter.on(' ')
                                .omitEmptyStrings()
                                .splitToStream(text)
                                .map(ScannerName::parse)
                                .collect(ImmutableList.toImmutableList()),
                        ImmutableList.of()));
    }

    private ArchiveLimits archives(ArchiveLimits usual) throws Refusal {
        return new ArchiveLimits(
                value("scan.archiveDepth", "a number from 0 to 100", SettingsFile::depth, usual.depth()),
                number("scan.archiveMembers", usual.entries()),
                size("scan.archiveBytes", usual.totalBytes()),
                number("scan.archiveRatio", usual.ratio()));
    }

    /** Each archive within another takes its place on the stack of the thread that scans. */
    private static int depth(String text) {
        int depth = number(text);
        if (depth > 100) {
            throw new IllegalArgumentException("out of bounds");
        }
        return depth;
    }

    private RolloutPolicy rollout(RolloutPolicy usual) throws Refusal {
        return new RolloutPolicy(
                names("install.certified", usual.certified()),
                names("install.noncertified", usual.noncertified()),
                value("install.parents", "on or off", SettingsFile::isOn, usual.parents()),
                number("install.firstRing", usual.firstRing()),
                number("install.confirmations", usual.confirmations()));
    }

    private ImmutableSet<String> names(String key, ImmutableSet<String> usual) throws Refusal {
        return value(
                key,
                "names of computers with blanks between them",
                text -> Splitter.on(' ').omitEmptyStrings().splitToStream(text).collect(ImmutableSet.toImmutableSet()),
                usual);
    }

    private static boolean isOn(String text) {
        return switch (text) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("neither");
        };
    }

    private Backoff backoff(String key, Backoff usual) throws Refusal {
        Duration first = time(key + ".first", usual.first());
        Duration longest = time(key + ".longest", usual.longest());
        int attempts = number(key + ".attempts", usual.attempts());
        try {
            return new Backoff(first, longest, attempts);
        } catch (IllegalArgumentException e) {
            throw refusal(
                    key + ".longest", "a time not shorter than " + key + ".first, and at least one attempt, expected");
        }
    }

    private Holding holding(Holding usual) throws Refusal {
        long quota = size("holding.quotaBytes", usual.quotaBytes());
        Duration off = Duration.ZERO;
        Duration retention = value("holding.retention", "off, or a time such as 30d", SettingsFile::timeOrOff, off);
        return new Holding(quota, Optional.of(retention).filter(time -> !time.isZero()));
    }

    private AlertSettings alerts(AlertSettings usual) throws Refusal {
        Map<AlertEvent, AlertRule> rules = new EnumMap<>(AlertEvent.class);
        for (AlertEvent event : AlertEvent.values()) {
            rules.put(event, rule(event, usual.rule(event)));
        }
        Duration interval = time("alerts.interval", usual.interval());
        Duration again = time("alerts.again", usual.again());
        Duration recent = time("alerts.recent", usual.recent());
        int mostCounted = number("alerts.mostCounted", usual.mostCounted());
        Backoff backoff = backoff("alerts.backoff", usual.backoff());
        Duration patience = time("alerts.patience", usual.patience());
        ImmutableList<URI> locations = value(
                "alerts.locations",
                "whole addresses with blanks between them",
                SettingsFile::addresses,
                usual.locations());
        try {
            return new AlertSettings(
                    Maps.immutableEnumMap(rules), interval, again, recent, mostCounted, backoff, patience, locations);
        } catch (IllegalArgumentException e) {
            throw refusal("alerts", Optional.ofNullable(e.getMessage()).orElse("no settings"));
        }
    }

    private AlertRule rule(AlertEvent event, AlertRule usual) throws Refusal {
        boolean canBeAtOnce = event.overdueAt().isEmpty();
        return value(
                "alerts." + event.token(),
                "on, off, " + (canBeAtOnce ? "at-once, " : "") + "or the timeout, such as 10min,",
                text -> switch (text) {
                    case "on" -> new AlertRule(true, usual.timeout());
                    case "off" -> new AlertRule(false, usual.timeout());
                    default -> new AlertRule(true, canBeAtOnce && text.equals("at-once") ? Duration.ZERO : time(text));
                },
                usual);
    }

    private static ImmutableList<URI> addresses(String text) {
        ImmutableList<URI> addresses = Splitter.on(' ')
                .omitEmptyStrings()
                .splitToStream(text)
                .map(URI::create)
                .collect(ImmutableList.toImmutableList());
        if (!addresses.stream().allMatch(URI::isAbsolute)) {
            throw new IllegalArgumentException("not absolute");
        }
        return addresses;
    }

    private Optional<Customer> customer(String identifier, String credentials) throws Refusal {
        Optional<CustomerIdentifier> who = value(
                identifier,
                "an account with its service class, such as 123456-ABCDEFgold",
                text -> Optional.of(CustomerIdentifier.parse(text)),
                Optional.empty());
        Optional<String> secret = value(credentials, "the secret of the account", Optional::of, Optional.empty());
        if (who.isPresent() != secret.isPresent()) {
            throw refusal(who.isPresent() ? credentials : identifier, "missing beside the other one of the two");
        }
        return who.map(account -> new Customer(account, secret.orElseThrow()));
    }

    private Duration time(String key, Duration usual) throws Refusal {
        return value(key, "a time such as 500ms, 30s, 10min, 8h or 7d", SettingsFile::time, usual);
    }

    private static Duration timeOrOff(String text) {
        return text.equals("off") ? Duration.ZERO : time(text);
    }

    private static Duration time(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches() || Long.parseLong(time.group(1)) == 0) {
            throw new IllegalArgumentException("not positive");
        }
        long number = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "min" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private long size(String key, long usual) throws Refusal {
        return value(key, "a size such as 500MB or 1GiB", SettingsFile::size, usual);
    }

    /** Returns the bytes of a size such as {@code 500MB} or {@code 1GiB}. */
    static long size(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches() || Long.parseLong(size.group(1)) == 0) {
            throw new IllegalArgumentException("not positive");
        }
        long unit = size.group(3) == null ? 1000 : 1024;
        int power = size.group(2) == null ? 0 : 1 + "KMG".indexOf(Ascii.toUpperCase(size.group(2)));
        long bytes = Long.parseLong(size.group(1));
        for (int times = 0; times < power; times++) {
            bytes = Math.multiplyExact(bytes, unit);
        }
        return bytes;
    }

    private int number(String key, int usual) throws Refusal {
        return value(key, "a number from 0 to 1000000", SettingsFile::number, usual);
    }

    private static int number(String text) {
        int number = Integer.parseInt(text);
        if (number < 0 || number > 1_000_000) {
            throw new IllegalArgumentException("out of bounds");
        }
        return number;
    }

    private static int positive(String text) {
        int number = number(text);
        if (number == 0) {
            throw new IllegalArgumentException("not positive");
        }
        return number;
    }

    private <E extends Enum<E>> E word(String key, Class<E> type, E usual) throws Refusal {
        E[] words = type.getEnumConstants();
        String expected = Arrays.stream(words).map(SettingsFile::token).collect(Collectors.joining(", "));
        return value(
                key,
                "one of " + expected,
                text -> Arrays.stream(words)
                        .filter(word -> token(word).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no such word")),
                usual);
    }

    /** Returns the word of the file for a choice: {@code where-possible}. */
    private static String token(Enum<?> choice) {
        return Ascii.toLowerCase(choice.name()).replace('_', '-');
    }

    private <T> T value(String key, String expected, Function<String, T> reading, T usual) throws Refusal {
        Optional<String> text = Optional.ofNullable(values.getProperty(key)).map(String::strip);
        try {
            T value = text.isPresent() ? reading.apply(text.get()) : usual;
            taken.put(key, value);
            return value;
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            throw refusal(key, expected + " expected");
        }
    }

    private Refusal refusal(String key, String reason) {
        return Refusal.of(Printable.path(file) + ": " + Printable.line(key) + ": " + reason);
    }
}
