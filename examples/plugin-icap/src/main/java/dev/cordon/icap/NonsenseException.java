package dev.cordon.icap;

import java.io.IOException;

/** What the server has said is no ICAP, or goes beyond a bound. */
final class NonsenseException extends IOException {
    private static final long serialVersionUID = 1;

    NonsenseException() {
        super("the ICAP server has answered what makes no sense");
    }
}
