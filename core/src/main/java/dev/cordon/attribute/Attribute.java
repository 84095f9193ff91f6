package dev.cordon.attribute;

import dev.cordon.codec.Key;

/**
 * One row of the catalogue: what an integrator may know about an attribute. Immutable.
 *
 * @param key the wire name and the type of the values
 * @param group the family it belongs to
 * @param syntax how values are written, in a few words, such as {@code sequence (8 decimal digits)}
 * @param limit the range or the greatest length of values; empty where the guide sets none
 * @param carriedIn the messages that hold it, such as {@code customer to gateway}
 * @param example a value as on the wire; empty where the guide shows none
 * @param description what it tells, in one or two sentences
 * @param identifying whether a value may name a person, a computer or a site; such attributes are what to keep back when
 *     samples leave the house
 */
public record Attribute(
        Key<?> key,
        Group group,
        String syntax,
        String limit,
        String carriedIn,
        String example,
        String description,
        boolean identifying) {

    /** {@return the name as it is written on the wire} */
    public String name() {
        return key.name();
    }
}
