package dev.cordon.icap;

import dev.cordon.spi.Scanner;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Has an ICAP server scan contents, with the definitions that it has itself. */
final class IcapScanner implements Scanner {
    private static final String ENGINE = "icap";

    private final IcapService service;

    IcapScanner(IcapService service) {
        this.service = service;
    }

    @Override
    public Report scan(Request request) {
        try {
            return report(service.ask(request.content()));
        } catch (SocketTimeoutException e) {
            return notScanned(Obstacle.TIMEOUT, "the ICAP server has not answered in time");
        } catch (ConnectException | UnknownHostException e) {
            return notScanned(Obstacle.FAULT, "the ICAP server can't be reached");
        } catch (SSLException e) {
            return notScanned(Obstacle.FAULT, "there is no secure connection to the ICAP server");
        } catch (RefusalException e) {
            return notScanned(e.reply().obstacle(), e.reply().reason());
        } catch (NonsenseException | Contents.UnreadableException e) {
            return notScanned(Obstacle.FAULT, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return notScanned(Obstacle.FAULT, "the ICAP server or the way to it has failed");
        }
    }

    private static Report report(Exchange.Scanned scanned) {
        IcapReply reply = scanned.reply();
        if (reply instanceof IcapReply.Clean) {
            return new Report(new NothingDetected(), coverage(scanned, scanned.whole()));
        }
        if (reply instanceof IcapReply.Found found) {
            return new Report(new Detected(found.name()), coverage(scanned, scanned.whole()));
        }
        Verdict verdict = reply instanceof IcapReply.Failed failed
                ? new NotScanned(failed.obstacle(), failed.reason())
                : new NotScanned(Obstacle.FAULT, "the ICAP server has not looked at all of the content");
        return new Report(verdict, coverage(scanned, false));
    }

    private static Report notScanned(Obstacle obstacle, String reason) {
        return new Report(new NotScanned(obstacle, reason), coverage(0, false, ENGINE));
    }

    /** A server has no sequence, but a name for what it scans with. */
    private static Coverage coverage(Exchange.Scanned scanned, boolean complete) {
        String engine = scanned.tag().map(tag -> ENGINE + " " + tag).orElse(ENGINE);
        return coverage(scanned.bytes(), complete, engine);
    }

    private static Coverage coverage(long bytes, boolean complete, String engine) {
        return new Coverage(bytes, complete, engine, Optional.empty(), Optional.empty());
    }
}
