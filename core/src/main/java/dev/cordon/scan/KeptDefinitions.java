package dev.cordon.scan;

import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;

/**
 * How a definitions set stands that is kept at a place.
 *
 * @param sequence the set
 * @param version its version, as its manifest says
 * @param certified whether it is certified, and a trusted key has signed that
 * @param inUse whether the place scans and repairs with it
 * @param withdrawn whether it was withdrawn, and so is not to be used
 */
public record KeptDefinitions(
        Sequence sequence, DailyVersion version, boolean certified, boolean inUse, boolean withdrawn) {}
