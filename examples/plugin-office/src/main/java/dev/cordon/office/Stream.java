package dev.cordon.office;

import com.google.common.collect.ImmutableList;

/**
 * One stream of a compound file.
 *
 * @param path the names of the storages that it is in, from the root on, and its own
 * @param start its first sector, or its first small sector
 * @param size how many bytes it has
 * @param isSmall whether it lies in small sectors
 */
record Stream(ImmutableList<String> path, int start, int size, boolean isSmall) {
    String name() {
        return path.get(path.size() - 1);
    }

    boolean isInRoot() {
        return path.size() == 1;
    }
}
