package dev.cordon.icap;

import com.google.common.io.ByteSource;
import dev.cordon.spi.Scanner;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

/**
 * A service of an ICAP server, spoken to over a few connections that are kept. The server need not run yet when this is made,
 * and may be started anew at any time. Safe for use by many threads.
 */
public final class IcapService implements Closeable {
    private final IcapConfig config;
    private final LongSupplier nanos;
    private final GenericObjectPool<IcapConnection> connections;
    private volatile Optional<Known> known = Optional.empty();

    /** Makes it; connects when something is asked. */
    public IcapService(IcapConfig config) {
        this(config, System::nanoTime);
    }

    IcapService(IcapConfig config, LongSupplier nanos) {
        this.config = config;
        this.nanos = nanos;
        this.connections = new GenericObjectPool<>(new Factory(config, nanos), poolConfig(config));
    }

    private static GenericObjectPoolConfig<IcapConnection> poolConfig(IcapConfig config) {
        GenericObjectPoolConfig<IcapConnection> pool = new GenericObjectPoolConfig<>();
        pool.setMaxTotal(config.connections());
        pool.setMaxIdle(config.connections());
        pool.setTestOnBorrow(true);
        pool.setFairness(true);
        pool.setJmxEnabled(false);
        return pool;
    }

    /** What the server has said of the service, and how long that holds. */
    private record Known(ServiceOptions options, Deadline until) {}

    private static final class Factory extends BasePooledObjectFactory<IcapConnection> {
        private final IcapConfig config;
        private final Optional<SSLContext> tls;
        private final LongSupplier nanos;

        Factory(IcapConfig config, LongSupplier nanos) {
            this.config = config;
            this.tls = config.isSecure() ? Optional.of(config.tls().context()) : Optional.empty();
            this.nanos = nanos;
        }

        @Override
        public IcapConnection create() throws IOException {
            return IcapConnection.open(config, tls, nanos);
        }

        @Override
        public PooledObject<IcapConnection> wrap(IcapConnection connection) {
            return new DefaultPooledObject<>(connection);
        }

        @Override
        public boolean validateObject(PooledObject<IcapConnection> pooled) {
            return !pooled.getObject().isStale();
        }

        @Override
        public void destroyObject(PooledObject<IcapConnection> pooled) throws IOException {
            pooled.getObject().close();
        }
    }

    /** Something done with a connection. */
    @FunctionalInterface
    private interface Use<T> {
        T with(IcapConnection connection) throws IOException;
    }

    /**
     * Returns a scanner that asks the service, which scans with definitions of its own: its reports name no sequence. What the
     * server calls them, its {@code ISTag}, stands in the name of the engine. {@link SecondOpinion} has it asked beside
     * the engine of a place.
     */
    public Scanner scanner() {
        return new IcapScanner(this);
    }

    /**
     * Returns whether the server can be reached, and says in time that it has the service.
     *
     * @throws InterruptedIOException if the thread was interrupted meanwhile
     */
    public boolean isThere() throws InterruptedIOException {
        try {
            var unused = learned(Deadline.in(config.timeout(), nanos));
            return true;
        } catch (InterruptedIOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns what the server says of a content; never that it wants no more of it. */
    Exchange.Scanned ask(ByteSource content) throws IOException {
        if (content.sizeIfKnown().or(0L) > config.maxSize()) {
            return new Exchange.Scanned(IcapReply.tooLarge(), 0, false, Optional.empty());
        }
        Deadline deadline = Deadline.in(config.timeout(), nanos);
        ServiceOptions options = options(deadline);
        Exchange.Scanned scanned = ask(content, options.preview(), deadline);
        if (scanned.reply() instanceof IcapReply.NotWanted) {
            // That says that the server passes the content, not that it has looked at it.
            scanned = ask(content, OptionalInt.empty(), deadline);
        }
        if (scanned.tag().isPresent() && !scanned.tag().equals(options.tag())) {
            known = Optional.empty();
        }
        return scanned;
    }

    private Exchange.Scanned ask(ByteSource content, OptionalInt preview, Deadline deadline) throws IOException {
        try (InputStream stream = Contents.open(content)) {
            return use(deadline, connection -> new Exchange(connection, config, content, stream).ask(preview));
        }
    }

    private ServiceOptions options(Deadline deadline) throws IOException {
        Optional<Known> before = known;
        return before.isPresent() && !before.get().until().isOver()
                ? before.get().options()
                : learned(deadline);
    }

    private ServiceOptions learned(Deadline deadline) throws IOException {
        ServiceOptions options = use(deadline, IcapConnection::options);
        connections.setMaxTotal(
                Math.min(config.connections(), options.connections().orElse(config.connections())));
        known = Optional.of(new Known(options, Deadline.in(options.lifetime(), nanos)));
        return options;
    }

    /** Does something with a connection, which is kept if it is of use after it. */
    private <T> T use(Deadline deadline, Use<T> use) throws IOException {
        IcapConnection connection = borrow(deadline);
        boolean good = false;
        try {
            connection.within(deadline);
            T done = use.with(connection);
            good = connection.isUsable();
            return done;
        } finally {
            giveBack(connection, good);
        }
    }

    private IcapConnection borrow(Deadline deadline) throws IOException {
        try {
            return connections.borrowObject(deadline.left());
        } catch (IOException e) {
            throw e;
        } catch (NoSuchElementException e) {
            throw (IOException)
                    new SocketTimeoutException("all connections to the ICAP server are in use").initCause(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a connection to the ICAP server was waited for");
        } catch (Exception e) {
            throw new IOException("no connection to the ICAP server", e);
        }
    }

    private void giveBack(IcapConnection connection, boolean good) {
        if (good) {
            connections.returnObject(connection);
            return;
        }
        try {
            connections.invalidateObject(connection);
        } catch (Exception e) {
            // The pool may have tried to make another one; whoever needs it will hear that it can't be made.
        }
    }

    /** Ends the connections; a scan under way ends by itself. */
    @Override
    public void close() {
        connections.close();
    }
}
