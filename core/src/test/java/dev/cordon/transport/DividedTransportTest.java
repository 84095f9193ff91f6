package dev.cordon.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordon.codec.Header;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.spi.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DividedTransportTest {
    private final List<String> seen = new ArrayList<>();
    private final DividedTransport divided = new DividedTransport(way("submission"), way("download"));

    @ParameterizedTest
    @EnumSource(Transaction.class)
    void definitionsComeByTheirOwnWay(Transaction transaction) throws IOException {
        divided.send(Request.of(transaction, Header.empty())).close();

        boolean download = transaction == Transaction.QUERY_DEFINITIONS || transaction == Transaction.FETCH_DEFINITIONS;
        assertThat(seen).containsExactly(download ? "download" : "submission");
    }

    @Test
    void bothWaysAreClosed() throws IOException {
        divided.close();

        assertThat(seen).containsExactlyInAnyOrder("submission closed", "download closed");
    }

    private Transport way(String name) {
        return new Transport() {
            @Override
            public Received send(Request request) {
                seen.add(name);
                return new Received(Header.empty(), InputStream.nullInputStream());
            }

            @Override
            public void close() {
                seen.add(name + " closed");
            }
        };
    }
}
