package dev.cordon.icap;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import dev.cordon.spi.Scanner.Obstacle;
import java.util.List;
import java.util.Optional;

/** What the server has said of a content. */
sealed interface IcapReply {
    /** The name of what the server has found and has no name for. */
    String UNNAMED = "Icap.Unnamed";

    /** The name of what the server has put something else in the place of, without saying why. */
    String BLOCKED = "Icap.Blocked";

    /** Nothing was found. */
    record Clean() implements IcapReply {}

    /**
     * Something was found.
     *
     * @param name its name, up to 255 characters of printable ASCII
     */
    record Found(String name) implements IcapReply {}

    /**
     * The server could not look, or has said what makes no sense.
     *
     * @param obstacle what stood in its way
     * @param reason the same for people
     */
    record Failed(Obstacle obstacle, String reason) implements IcapReply {}

    /** The server does not want to see more than the beginning: it has not looked at the rest. */
    record NotWanted() implements IcapReply {}

    /** Reads what some servers say of a finding, in fields that RFC 3507 does not know; empty if there are none. */
    static Optional<IcapReply> finding(Head answer) {
        return answer.first("x-infection-found")
                .map(Finding::ofInfection)
                .or(() -> answer.first("x-virus-id").filter(Finding::isVirus).map(Finding::named))
                .or(() -> answer.first("x-violations-found").flatMap(Finding::ofViolations));
    }

    /** Returns what it means that the server answers with a status of failure, or one that says nothing of a content. */
    static Failed ofStatus(int status) {
        return switch (status) {
            case 404 -> failed("the ICAP server does not know the service");
            case 408, 504 -> new Failed(Obstacle.TIMEOUT, "the ICAP server says that something took too long");
            case 413 -> tooLarge();
            case 503 -> failed("the ICAP server is overloaded");
            default -> failed("the ICAP server has answered with status " + status);
        };
    }

    /**
     * Returns what it means that the server gives a response back and says nothing of a finding.
     *
     * @param status the status of the response
     * @param body how its body is beside what was sent
     * @param whole whether the server had all of the content
     */
    static IcapReply ofResponse(int status, AnswerReader.Comparison body, boolean whole) {
        if (status != Head.OK) {
            return isBlocking(status) ? new Found(BLOCKED) : ofPage(status);
        }
        return switch (body) {
            case SAME -> whole ? new Clean() : failed("the ICAP server has answered what makes no sense");
            case BEGINNING -> failed("the ICAP server has given only a part of the content back");
            case OTHER -> new Found(BLOCKED);
        };
    }

    /** A response that leads elsewhere or refuses blocks the content; one that complains of a failure does not. */
    private static boolean isBlocking(int status) {
        return switch (status) {
            case 400, 401, 407, 408, 411, 413, 429 -> false;
            default -> status >= 300 && status < 500;
        };
    }

    private static Failed ofPage(int status) {
        return switch (status) {
            case 408, 413, 504 -> ofStatus(status);
            default -> failed("the ICAP server has put a page with status " + status + " in the place of the content");
        };
    }

    static Failed tooLarge() {
        return new Failed(Obstacle.TOO_LARGE, "the content is larger than the ICAP server takes");
    }

    static Failed failed(String reason) {
        return new Failed(Obstacle.FAULT, reason);
    }

    /** What stands in the fields. */
    final class Finding {
        private static final int LONGEST_NAME = 255;
        private static final String THREAT = "threat=";
        private static final CharMatcher STRANGE = CharMatcher.inRange(' ', '~').negate();
        private static final Splitter MEMBERS = Splitter.on(';').trimResults();
        private static final Splitter LINES = Splitter.on('\n').trimResults();

        /** ClamAV's names for what it could not look at. */
        private static final String CLAMAV_ENCRYPTED = "Heuristics.Encrypted.";

        private static final String CLAMAV_LIMIT = "Heuristics.Limits.Exceeded";

        private Finding() {}

        /** {@code Type=0; Resolution=2; Threat=name;}, where a type of 2 is a container that could not be looked into. */
        private static IcapReply ofInfection(String field) {
            List<String> members = MEMBERS.splitToList(field);
            String threat = members.stream()
                    .filter(member -> Ascii.toLowerCase(member).startsWith(THREAT))
                    .findFirst()
                    .map(member -> member.substring(THREAT.length()))
                    .orElse("");
            return members.stream().anyMatch(member -> Ascii.equalsIgnoreCase(member, "type=2"))
                    ? ofContainer(Ascii.toLowerCase(threat))
                    : named(threat);
        }

        private static IcapReply ofContainer(String threat) {
            if (threat.contains("encrypted")) {
                return encrypted();
            }
            return threat.contains("size")
                    ? limit()
                    : new Failed(Obstacle.UNREADABLE, "the ICAP server could not look into an archive");
        }

        private static Failed encrypted() {
            return new Failed(Obstacle.ENCRYPTED, "the ICAP server says that the content is encrypted");
        }

        private static Failed limit() {
            return new Failed(Obstacle.TOO_LARGE, "the content goes beyond a limit of the ICAP server");
        }

        /** Some servers send the field with every answer. */
        private static boolean isVirus(String field) {
            return !Ascii.equalsIgnoreCase(field, "no threats");
        }

        /** How many there are, and of each the name of the file, that of the threat and two numbers, a line each. */
        private static Optional<IcapReply> ofViolations(String field) {
            List<String> lines = LINES.splitToList(field);
            if (lines.get(0).equals("0")) {
                return Optional.empty();
            }
            return Optional.of(named(lines.size() > 2 ? lines.get(2) : ""));
        }

        private static IcapReply named(String said) {
            String name = STRANGE.replaceFrom(said.strip(), '?');
            if (name.startsWith(CLAMAV_ENCRYPTED)) {
                return encrypted();
            }
            if (name.startsWith(CLAMAV_LIMIT)) {
                return limit();
            }
            String bounded =
                    name.substring(0, Math.min(name.length(), LONGEST_NAME)).strip();
            return new Found(bounded.isEmpty() || bounded.equals("-") ? UNNAMED : bounded);
        }
    }
}
