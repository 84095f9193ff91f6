package dev.cordon.codec;

import com.google.common.hash.HashCode;

/**
 * The size and the digests of a run of bytes.
 *
 * @param size how many there were
 * @param md5 their MD5 digest, which detects damage and nothing more
 * @param sha256 their SHA-256 digest
 */
public record Digests(long size, HashCode md5, HashCode sha256) {}
