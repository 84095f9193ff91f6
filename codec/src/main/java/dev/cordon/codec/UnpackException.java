package dev.cordon.codec;

import java.io.IOException;

/** Says inside the codec that content can't be unpacked, before it is known whether it had arrived whole. */
final class UnpackException extends IOException {
    UnpackException(String reason) {
        super(reason);
    }
}
