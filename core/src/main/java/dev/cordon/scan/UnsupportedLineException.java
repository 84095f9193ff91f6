package dev.cordon.scan;

/** Says what a well-formed line of a database asks for that the engine can't do; the text holds nothing of the line. */
final class UnsupportedLineException extends Exception {
    private final String reason;

    UnsupportedLineException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
