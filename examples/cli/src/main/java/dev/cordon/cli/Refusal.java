package dev.cordon.cli;

import dev.cordon.client.QuarantineException;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import dev.cordon.server.RefusedActionException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Ends a command with exit code 1 and one line for the person who typed it. */
final class Refusal extends Exception {
    private Refusal(String line) {
        super(line);
    }

    static Refusal of(String line) {
        return new Refusal(line);
    }

    static Refusal cannotRead(Path file, IOException cause) {
        return new Refusal("cannot read " + Printable.path(file) + ": " + reason(cause));
    }

    static Refusal cannotWrite(Path file, IOException cause) {
        String reason = cause instanceof NoSuchFileException ? "there is no such folder" : reason(cause);
        return new Refusal("cannot write " + Printable.path(file) + ": " + reason);
    }

    /** Returns the line for whatever else made a command fail. */
    static String line(Throwable failure) {
        if (failure instanceof WireException refused) {
            return refused.code() + ": " + Printable.line(text(refused)) + counts(refused.error());
        }
        if (failure instanceof QuarantineException refused) {
            return ClientCommand.line(refused);
        }
        if (failure instanceof RefusedActionException) {
            return ErrorCode.DECLINED + ": " + Printable.line(text(failure));
        }
        if (failure instanceof FileSystemException trouble && trouble.getFile() != null) {
            return "cannot use " + Printable.text(trouble.getFile()) + ": " + reason(trouble);
        }
        if (failure instanceof Refusal || failure instanceof IOException) {
            return Printable.line(text(failure));
        }
        return ErrorCode.INTERNAL + ": " + failure.getClass().getSimpleName() + ": " + Printable.line(text(failure));
    }

    /** What is too short is told with both lengths; how much there is too much nobody has counted. */
    private static String counts(WireError error) {
        return error.code() == ErrorCode.UNDERRUN && error.parameters().size() == 2
                ? " (" + error.parameters().get(0) + " bytes expected, "
                        + error.parameters().get(1) + " found)"
                : "";
    }

    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "no such file";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof FileSystemException trouble && trouble.getReason() != null) {
            return Printable.line(trouble.getReason());
        }
        return Printable.line(text(cause));
    }

    private static String text(Throwable failure) {
        return Optional.ofNullable(failure.getMessage())
                .orElseGet(() -> failure.getClass().getSimpleName());
    }
}
