package dev.cordon.clamav;

import dev.cordon.scan.VirusNames;
import dev.cordon.spi.Scanner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.Optional;

/**
 * Has clamd scan contents. Where it is given a proof, clamd shows before each scan, and once more before a content is
 * cleared, that it scans with the definitions of the proof: it may read others at any time, also within a session.
 */
final class ClamdScanner implements Scanner {
    private static final String ENGINE = "clamd";
    private static final String ENCRYPTED = "Heuristics.Encrypted.";
    private static final String LIMIT = "Heuristics.Limits.Exceeded";

    private final Clamd clamd;
    private final Optional<Proof> proof;
    private final VirusNames names;

    /** Scans with the definitions that clamd has. */
    ClamdScanner(Clamd clamd) {
        this(clamd, Optional.empty(), VirusNames.none());
    }

    /** Scans with the definitions of the proof, which have these names. */
    ClamdScanner(Clamd clamd, Proof proof, VirusNames names) {
        this(clamd, Optional.of(proof), names);
    }

    private ClamdScanner(Clamd clamd, Optional<Proof> proof, VirusNames names) {
        this.clamd = clamd;
        this.proof = proof;
        this.names = names;
    }

    /** What scans with other definitions than it should. */
    static final class OtherDefinitionsException extends IOException {
        private static final long serialVersionUID = 1;

        OtherDefinitionsException() {
            super("clamd does not scan with the definitions of this place");
        }
    }

    @Override
    public Report scan(Request request) {
        try (InputStream content = request.content().openStream()) {
            return report(clamd.use(connection -> {
                prove(connection);
                ClamdConnection.Scanned scanned = connection.scan(content, clamd.config());
                if (scanned.reply() instanceof ClamdReply.Clean) {
                    prove(connection);
                }
                return scanned;
            }));
        } catch (SocketTimeoutException e) {
            return notScanned(Obstacle.TIMEOUT, "clamd has not answered in time", 0);
        } catch (ConnectException e) {
            return notScanned(Obstacle.FAULT, "clamd can't be reached", 0);
        } catch (ClamdConnection.UnreadableException | OtherDefinitionsException e) {
            return notScanned(Obstacle.FAULT, String.valueOf(e.getMessage()), 0);
        } catch (IOException e) {
            return notScanned(Obstacle.FAULT, "clamd or the reading of the content has failed", 0);
        }
    }

    /**
     * Sees to it that clamd has the definitions.
     *
     * @throws OtherDefinitionsException if it has not
     */
    void prove(ClamdConnection connection) throws IOException {
        if (proof.isEmpty()) {
            return;
        }
        InputStream content = new ByteArrayInputStream(proof.get().content());
        ClamdReply reply = connection.scan(content, clamd.config()).reply();
        if (!reply.equals(new ClamdReply.Found(proof.get().name()))) {
            throw new OtherDefinitionsException();
        }
    }

    private Report report(ClamdConnection.Scanned scanned) {
        long bytes = scanned.bytes();
        ClamdReply reply = scanned.reply();
        if (reply instanceof ClamdReply.Clean) {
            return new Report(new NothingDetected(), coverage(bytes, true));
        }
        if (reply instanceof ClamdReply.Found found) {
            return found(found.name(), bytes);
        }
        return reply instanceof ClamdReply.TooLong
                ? notScanned(Obstacle.TOO_LARGE, "the content is larger than clamd takes", bytes)
                : notScanned(Obstacle.FAULT, "clamd could not scan", bytes);
    }

    /** Some names say that clamd could not look. */
    private Report found(String name, long bytes) {
        if (name.startsWith(ENCRYPTED)) {
            return notScanned(Obstacle.ENCRYPTED, "clamd says that the content is encrypted", bytes);
        }
        return name.startsWith(LIMIT)
                ? notScanned(Obstacle.TOO_LARGE, "the content goes beyond a limit of clamd", bytes)
                : detected(new Detected(name), bytes);
    }

    /** What another database of clamd finds no definitions of this place know; whoever fetched them would not be helped. */
    private Report detected(Detected found, long bytes) {
        return names.found(found).isPresent()
                ? new Report(found, coverage(bytes, true))
                : new Report(found, new Coverage(bytes, true, ENGINE, Optional.empty(), Optional.empty()));
    }

    private Report notScanned(Obstacle obstacle, String reason, long bytes) {
        return new Report(new NotScanned(obstacle, reason), coverage(bytes, false));
    }

    private Coverage coverage(long bytes, boolean complete) {
        return new Coverage(bytes, complete, ENGINE, proof.map(Proof::sequence), proof.map(Proof::version));
    }
}
