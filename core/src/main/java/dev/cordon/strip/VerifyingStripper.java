package dev.cordon.strip;

import com.google.common.io.ByteSource;
import dev.cordon.spi.Scanner;
import dev.cordon.spi.Stripper;
import java.io.IOException;

/**
 * Strips a content and scans it before and after: what the scanner finds in the content it must find in what is left,
 * under the same name, otherwise the strip is refused. Safe for use by many threads if stripper and scanner are.
 *
 * <p>So a stripped sample never says less about what is known than the file itself. What no scanner knows yet can't be
 * compared; for that the stripper itself has to leave code as it is.
 */
public final class VerifyingStripper implements Stripper {
    private final Stripper stripper;
    private final Scanner scanner;

    /**
     * Makes a stripper that verifies another one.
     *
     * @param scanner scans the content and the stripped content; one after the other
     */
    public VerifyingStripper(Stripper stripper, Scanner scanner) {
        this.stripper = stripper;
        this.scanner = scanner;
    }

    @Override
    public Outcome strip(Request request) throws IOException {
        Outcome outcome = stripper.strip(request);
        return outcome instanceof Stripped stripped ? verified(request.content(), stripped) : outcome;
    }

    private Outcome verified(ByteSource content, Stripped stripped) {
        Scanner.Report before = scanner.scan(new Scanner.Request(content));
        Scanner.Report after = scanner.scan(new Scanner.Request(stripped.content()));
        if (before.verdict() instanceof Scanner.NotScanned notScanned) {
            return refused(notScanned);
        }
        if (after.verdict() instanceof Scanner.NotScanned notScanned) {
            return refused(notScanned);
        }
        if (!before.coverage().sequence().equals(after.coverage().sequence())) {
            return new Refused(Obstacle.NOT_SCANNED, "the definitions have changed between the two scans");
        }
        if (!before.verdict().equals(after.verdict())) {
            return new Refused(
                    Obstacle.DETECTION_CHANGED, "a scan of the stripped file does not find what it finds in the file");
        }
        return stripped;
    }

    private static Refused refused(Scanner.NotScanned notScanned) {
        Obstacle obstacle = switch (notScanned.obstacle()) {
            case ENCRYPTED -> Obstacle.ENCRYPTED;
            case TOO_LARGE -> Obstacle.TOO_LARGE;
            case FAULT, NO_DEFINITIONS, TIMEOUT, UNREADABLE -> Obstacle.NOT_SCANNED;
        };
        return new Refused(obstacle, "stripping can't be verified: " + notScanned.reason());
    }
}
