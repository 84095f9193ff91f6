package dev.cordon.transport;

import dev.cordon.codec.ErrorCode;

/**
 * The HTTP status that goes with each error code, for those who see HTTP only; the code itself is in {@code X-Error}.
 *
 * <p>Each code has a status of its own, the one whose meaning in HTTP comes nearest, so that a log of statuses tells the
 * codes apart. A status without {@code X-Error} is nobody's code all the same: whatever stands between two places may
 * answer with any of them.
 */
final class ErrorStatuses {
    static final int OK = 200;
    static final int UNAUTHORIZED = 401;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;

    private ErrorStatuses() {}

    static int of(ErrorCode code) {
        return switch (code) {
            case MALFORMED -> 400; // Bad Request
            case DECLINED -> 403; // Forbidden
            case CRUMBLED -> NOT_FOUND;
            case LOST -> 408; // Request Timeout: the rest of the request never came
            case SAMPLE -> 409; // Conflict
            case SUPERSEDED -> 410; // Gone
            case UNDERRUN -> 411; // Length Required
            case CONTENT -> 412; // Precondition Failed: the checksum that goes before the content
            case OVERRUN -> 413; // Content Too Large
            case TYPE -> 415; // Unsupported Media Type
            case UNPACKAGE -> 422; // Unprocessable Content
            case ABANDONED -> 424; // Failed Dependency: the tests of the set
            case UNAVAILABLE -> 425; // Too Early
            case MISSING -> 428; // Precondition Required
            case INTERNAL -> 500; // Internal Server Error
            case UNPUBLISHED -> 507; // Insufficient Storage
        };
    }
}
