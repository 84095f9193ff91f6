package dev.cordon.scan;

/** Says why a line of a database is refused; the text holds nothing of the line. */
final class LineException extends Exception {
    LineException(String reason) {
        super(reason);
    }
}
