package dev.cordon.simulation;

import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireException;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.protocol.Transaction;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Carries messages between hosts, or fails to. */
final class Network {
    private static final Duration LATENCY = Duration.ofMillis(40);
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Duration MUCH_LATER = Duration.ofMinutes(20);
    private static final int OFTEN = 8;
    private static final int SELDOM = 4;

    private final World world;
    private final Ledger ledger;
    private final Map<String, Host> hosts = new LinkedHashMap<>();

    Network(World world, Ledger ledger) {
        this.world = world;
        this.ledger = ledger;
    }

    void add(Host host) {
        hosts.put(host.name(), host);
    }

    Host host(String name) {
        return Optional.ofNullable(hosts.get(name)).orElseThrow();
    }

    Instant now() {
        return world.agenda().instant();
    }

    Message exchange(String from, String to, Transaction transaction, Message request) throws IOException {
        Weather weather = world.weather();
        String what = transaction.token() + " to " + to;
        world.agenda().pass(weather.upTo(LATENCY));
        lose(Fault.DROP, from, what);
        delay(from, what);
        if (weather.strikes(Fault.REORDER, SELDOM)) {
            later(to, transaction, request);
            fail(Fault.REORDER, from, what);
        }
        if (weather.strikes(Fault.REPEAT, OFTEN)) {
            world.trace().trouble(from, Fault.REPEAT, what);
            later(to, transaction, request);
        }
        Message reply = deliver(to, transaction, damaged(request, from, what));
        world.agenda().pass(weather.upTo(LATENCY));
        lose(Fault.DROP, to, "reply to " + what);
        delay(to, "reply to " + what);
        return damaged(reply, to, "reply to " + what);
    }

    private void lose(Fault fault, String where, String what) throws IOException {
        if (world.weather().strikes(fault, SELDOM)) {
            fail(fault, where, what);
        }
    }

    private void fail(Fault fault, String where, String what) throws IOException {
        world.trace().trouble(where, fault, what);
        world.agenda().pass(TIMEOUT);
        throw new IOException("no answer");
    }

    private void delay(String where, String what) {
        if (world.weather().strikes(Fault.DELAY, OFTEN)) {
            world.trace().trouble(where, Fault.DELAY, what);
            world.agenda().pass(world.weather().upTo(LONG));
        }
    }

    private Message damaged(Message message, String where, String what) {
        if (!world.weather().strikes(Fault.CORRUPT, SELDOM)) {
            return message;
        }
        world.trace().trouble(where, Fault.CORRUPT, what);
        return message.damaged(world.weather().random());
    }

    /** Has a request arrive when nobody waits for the reply any more. */
    private void later(String to, Transaction transaction, Message request) {
        world.agenda().in(world.weather().upTo(MUCH_LATER), () -> arriveLate(to, transaction, request));
    }

    private void arriveLate(String to, Transaction transaction, Message request) {
        try {
            var unused = deliver(to, transaction, request);
        } catch (IOException e) {
            world.trace().add(to, "refuses a late " + transaction.token());
        }
    }

    /** Returns what a host answers; what it can't read it answers as a web server does, without a code of ours. */
    private Message deliver(String to, Transaction transaction, Message request) throws IOException {
        Host host = host(to);
        Host.Running running = host.running().orElseThrow(() -> new IOException("no connection"));
        Header header;
        try {
            header = request.fields();
        } catch (WireException e) {
            throw new WireException(ErrorCode.INTERNAL, "the other side answered with HTTP status 400");
        }
        Message reply = host.within(running.life(), () -> {
            Message answer = answer(running, transaction, header, request);
            running.life().check();
            return answer;
        });
        boolean refused = reply.fields().has(ContentKeys.ERROR);
        world.trace()
                .add(
                        to,
                        transaction.token() + " "
                                + reply.fields().text(ContentKeys.ERROR.name()).orElse("ok"));
        if (!refused) {
            ledger.answered(host, transaction, header, reply.fields());
        }
        ledger.look(host);
        return reply;
    }

    private Message answer(Host.Running running, Transaction transaction, Header header, Message request)
            throws IOException {
        try (Reply reply =
                running.parts().place().desk().answer(transaction, Received.live(header, request.stream(), now()))) {
            Header.Builder fields = reply.header().toBuilder();
            if (!reply.header().has(ContentKeys.DATE)) {
                fields.set(ContentKeys.DATE, now());
            }
            return Message.of(fields.build(), reply.content().read());
        }
    }

    /** Returns the header of a reply; one that can't be read is a connection that has failed. */
    Header readable(Message reply) throws IOException {
        try {
            return reply.fields();
        } catch (WireException e) {
            throw new IOException("the connection failed", e);
        }
    }
}
