package dev.cordon.alert;

import dev.cordon.spi.Alert;
import dev.cordon.spi.AlertSink;
import java.io.IOException;

// docs/plugins/alert-sink.md: begin
/** Says alerts in the room of a chat; what is over is said more quietly. */
public final class ChatSink implements AlertSink {
    private final Room room;

    /** What a chat gives to its programs. */
    public interface Room {
        /** Says one line; the chat makes no markup of it. */
        void say(String line) throws IOException;
    }

    /** Makes a sink for a room. */
    public ChatSink(Room room) {
        this.room = room;
    }

    @Override
    public void tell(Alert alert) throws IOException {
        String mark = alert.change() == Alert.Change.CLEARED ? "ok" : "ALERT";
        room.say(mark + " " + alert.line());
    }
}
// docs/plugins/alert-sink.md: end
