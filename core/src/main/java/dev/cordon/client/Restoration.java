package dev.cordon.client;

import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;

/**
 * A file that was given back.
 *
 * @param place where it is now
 * @param lost what it could not be given, for example its owner where the process may not give files away
 */
public record Restoration(Path place, ImmutableSet<Trait> lost) {}
