package dev.cordon.transport;

import dev.cordon.codec.ErrorCode;

/**
 * The HTTP status that goes with each error code, for those who see HTTP only; the code itself is in {@code X-Error}.
 *
 * <p>There is no way back: several codes share a status, and anything between two places may answer with a status of its
 * own. So a status without {@code X-Error} tells its reader no more than {@code internal} does.
 */
final class ErrorStatuses {
    static final int OK = 200;
    static final int UNAUTHORIZED = 401;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;

    private ErrorStatuses() {}

    static int of(ErrorCode code) {
        return switch (code) {
            case MALFORMED, MISSING, LOST, UNDERRUN -> 400;
            case DECLINED -> 403;
            case CRUMBLED, UNAVAILABLE -> NOT_FOUND;
            case SUPERSEDED, ABANDONED -> 410;
            case OVERRUN -> 413;
            case TYPE -> 415;
            case CONTENT, SAMPLE, UNPACKAGE -> 422;
            case INTERNAL, UNPUBLISHED -> 500;
        };
    }
}
