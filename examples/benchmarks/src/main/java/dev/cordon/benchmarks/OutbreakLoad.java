package dev.cordon.benchmarks;

import static com.google.common.base.Preconditions.checkState;

import dev.cordon.store.DirectorySampleStore;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * An outbreak: very many submissions of few contents through one gateway, over HTTP on this machine. The gateway is a
 * process of the command line, and keeps every submission durable before it answers.
 *
 * <p>First all connections are held and each sends its next submission as soon as it has an answer: that is the
 * throughput. Then submissions arrive at half of that rate whether the gateway is ready or not, and their time counts from
 * when they were due: that is what a customer waits.
 */
public final class OutbreakLoad {
    private static final int CONTENTS = 1000;
    private static final int CONNECTIONS = 1000;
    private static final int PACED_SECONDS = 60;

    private final Submissions submissions;
    private final URI gateway;
    private final AtomicInteger next = new AtomicInteger();

    private OutbreakLoad(Submissions submissions, URI gateway) {
        this.submissions = submissions;
        this.gateway = gateway;
    }

    /**
     * Runs it, prints, and deletes what was written.
     *
     * @param arguments the jar of the command line, the heap of the gateway, how many submissions, and the folder to write
     *     to
     */
    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[0]);
        int count = Integer.parseInt(arguments[2]);
        Path folder = Files.createTempDirectory(Path.of(arguments[3]), "outbreak");
        Path home = folder.resolve("gateway");
        try {
            run(jar, arguments[1], count, home);
            count(home);
        } finally {
            StoredSamples.delete(folder);
        }
    }

    private static void run(Path jar, String heap, int count, Path home) throws Exception {
        try (GatewayProcess gateway = GatewayProcess.start(jar, heap, home)) {
            Submissions submissions = Submissions.of(CONTENTS, gateway.customer(), home);
            OutbreakLoad load = new OutbreakLoad(submissions, gateway.address());
            Taken full = load.run(count, 0);
            full.print("as fast as they are answered");
            int half = full.rate() / 2;
            load.run(half * PACED_SECONDS, half).print("at half of that rate");
            System.out.printf(
                    "the gateway has used %d MiB of memory at the most, with a heap of up to %s%n",
                    gateway.peakMemory() >> 20, heap);
        }
    }

    private static void count(Path home) throws IOException {
        try (DirectorySampleStore tickets = DirectorySampleStore.open(home.resolve("samples"));
                DirectorySampleStore analyses =
                        DirectorySampleStore.open(home.resolve("analysis").resolve("samples"))) {
            System.out.printf(
                    "%d submissions are kept, %d analyses were made of them%n",
                    tickets.usage().samples(), analyses.usage().samples());
        }
    }

    /** What a run has taken: in all, and each submission in microseconds, the fastest first. */
    private static final class Taken {
        private final double seconds;
        private final int[] micros;

        Taken(long nanos, int[] micros) {
            this.seconds = nanos / 1e9;
            this.micros = micros;
            Arrays.sort(micros);
        }

        int rate() {
            return (int) (micros.length / seconds);
        }

        void print(String how) {
            System.out.printf(
                    "%s: %d submissions in %.0f s, %d a second; answered within %.1f ms (half), %.1f ms (99 %%), %.1f ms (all)%n",
                    how, micros.length, seconds, rate(), millis(0.5), millis(0.99), millis(1));
        }

        private double millis(double part) {
            return micros[(int) ((micros.length - 1) * part)] / 1e3;
        }
    }

    /**
     * Sends so many submissions through all connections.
     *
     * @param rate how many arrive in a second; at 0 each connection sends the next when it has an answer
     */
    private Taken run(int count, int rate) throws Exception {
        int first = next.get();
        int[] micros = new int[count];
        CountDownLatch connected = new CountDownLatch(CONNECTIONS);
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<?>> running = new ArrayList<>();
            long[] begin = new long[1];
            for (int client = 0; client < CONNECTIONS; client++) {
                running.add(clients.submit(() -> {
                    try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
                        socket.setTcpNoDelay(true);
                        connected.countDown();
                        start.await();
                        send(socket, first, micros, begin[0], rate);
                    }
                    return first;
                }));
            }
            connected.await();
            begin[0] = System.nanoTime();
            start.countDown();
            for (Future<?> one : running) {
                one.get();
            }
            next.set(first + count);
            return new Taken(System.nanoTime() - begin[0], micros);
        } finally {
            clients.shutdownNow();
        }
    }

    private void send(Socket socket, int first, int[] micros, long begin, int rate) throws IOException {
        InputStream answers = new BufferedInputStream(socket.getInputStream(), 1 << 12);
        for (int number = next.getAndIncrement(); number < first + micros.length; number = next.getAndIncrement()) {
            byte[] request = submissions.request(number);
            long due = rate == 0 ? System.nanoTime() : begin + TimeUnit.SECONDS.toNanos(number - first) / rate;
            for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                LockSupport.parkNanos(early);
            }
            socket.getOutputStream().write(request);
            readAnswer(answers);
            micros[number - first] = (int) ((System.nanoTime() - due) / 1000);
        }
    }

    private static void readAnswer(InputStream answers) throws IOException {
        String status = line(answers);
        checkState(status.startsWith("HTTP/1.1 200"), "refused: %s", status);
        int length = 0;
        for (String field = line(answers); !field.isEmpty(); field = line(answers)) {
            if (field.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(field.substring(15).strip());
            }
        }
        answers.skipNBytes(length);
    }

    private static String line(InputStream answers) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = answers.read(); read != '\n'; read = answers.read()) {
            checkState(read >= 0, "the gateway has hung up");
            line.append((char) read);
        }
        return line.toString().stripTrailing();
    }
}
