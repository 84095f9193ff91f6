package dev.cordon.icap;

import java.io.IOException;

/** The server does not do what it is asked for. */
final class RefusalException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient IcapReply.Failed reply;

    RefusalException(IcapReply.Failed reply) {
        super(reply.reason());
        this.reply = reply;
    }

    IcapReply.Failed reply() {
        return reply;
    }
}
