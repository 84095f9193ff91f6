package dev.cordon.clamav;

import dev.cordon.spi.Scanner;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.NoSuchElementException;
import java.util.function.LongSupplier;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

/**
 * A clamd, spoken to over a few connections that are kept. It need not run yet when this is made, and may be started anew at
 * any time. Safe for use by many threads.
 */
public final class Clamd implements Closeable {
    private final ClamdConfig config;
    private final GenericObjectPool<ClamdConnection> connections;

    /** Makes it; connects when something is asked. */
    public Clamd(ClamdConfig config) {
        this.config = config;
        this.connections = new GenericObjectPool<>(new Factory(config, System::nanoTime), poolConfig(config));
    }

    private static GenericObjectPoolConfig<ClamdConnection> poolConfig(ClamdConfig config) {
        GenericObjectPoolConfig<ClamdConnection> pool = new GenericObjectPoolConfig<>();
        pool.setMaxTotal(config.connections());
        pool.setMaxIdle(config.connections());
        pool.setMaxWait(config.timeout());
        pool.setTestOnBorrow(true);
        pool.setFairness(true);
        pool.setJmxEnabled(false);
        return pool;
    }

    private static final class Factory extends BasePooledObjectFactory<ClamdConnection> {
        private final ClamdConfig config;
        private final LongSupplier nanos;

        Factory(ClamdConfig config, LongSupplier nanos) {
            this.config = config;
            this.nanos = nanos;
        }

        @Override
        public ClamdConnection create() throws IOException {
            return ClamdConnection.open(config, nanos);
        }

        @Override
        public PooledObject<ClamdConnection> wrap(ClamdConnection connection) {
            return new DefaultPooledObject<>(connection);
        }

        @Override
        public boolean validateObject(PooledObject<ClamdConnection> pooled) {
            return !pooled.getObject().isStale();
        }

        @Override
        public void destroyObject(PooledObject<ClamdConnection> pooled) throws IOException {
            pooled.getObject().close();
        }
    }

    /** Something done with a connection. */
    @FunctionalInterface
    interface Use<T> {
        T with(ClamdConnection connection) throws IOException;
    }

    ClamdConfig config() {
        return config;
    }

    /**
     * Returns a scanner that uses whatever definitions clamd has; its reports name no sequence. {@link ClamdEngine} makes
     * scanners that use those of the place.
     */
    public Scanner scanner() {
        return new ClamdScanner(this);
    }

    /**
     * Returns the version that clamd says of itself, such as {@code ClamAV 1.4.6}; printable ASCII.
     *
     * @throws IOException if clamd can't be reached or does not answer in time
     */
    public String version() throws IOException {
        String said = use(connection -> connection.ask("VERSION", config.timeout()));
        return said.replaceAll("[^ -~]", "?");
    }

    /**
     * Returns whether clamd can be reached and answers in time.
     *
     * @throws InterruptedIOException if the thread was interrupted meanwhile
     */
    public boolean isThere() throws InterruptedIOException {
        try {
            return use(connection -> connection.ask("PING", config.timeout())).equals("PONG");
        } catch (InterruptedIOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    /** Has clamd read its databases again; it scans on with the old ones until it has. */
    void reload() throws IOException {
        ClamdConnection.reload(config, System::nanoTime);
    }

    /** Does something with a connection, which is kept if it is of use after it. */
    <T> T use(Use<T> use) throws IOException {
        ClamdConnection connection = borrow();
        boolean good = false;
        try {
            T done = use.with(connection);
            good = connection.isUsable();
            return done;
        } finally {
            giveBack(connection, good);
        }
    }

    private ClamdConnection borrow() throws IOException {
        try {
            return connections.borrowObject();
        } catch (IOException e) {
            throw e;
        } catch (NoSuchElementException e) {
            throw new IOException("all connections to clamd are in use", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a connection to clamd was waited for");
        } catch (Exception e) {
            throw new IOException("no connection to clamd", e);
        }
    }

    private void giveBack(ClamdConnection connection, boolean good) throws IOException {
        if (good) {
            connections.returnObject(connection);
            return;
        }
        try {
            connections.invalidateObject(connection);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("a connection to clamd can't be closed", e);
        }
    }

    /** Ends the connections; a scan under way ends by itself. */
    @Override
    public void close() {
        connections.close();
    }
}
