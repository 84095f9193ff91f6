package dev.cordon.sample;

import dev.cordon.codec.WireError;
import java.time.Instant;

/**
 * Something that went wrong with a sample, kept for the person who looks at it (guide, "Reviewing submission errors").
 *
 * @param at when, by the clock of the place
 * @param error the code of the guide
 * @param text what happened and what to do, for people; one line
 */
public record SampleFault(Instant at, WireError error, String text) {}
