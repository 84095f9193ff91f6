package dev.cordon.strip;

import java.util.function.Predicate;
import javax.xml.namespace.QName;

/** Says which values of attributes are structure. Everything that no rule names is data of the user. */
interface AttributeRule {
    /**
     * Returns what stands in the place of a value: the value itself, or something else of the same length.
     *
     * @param prefixes whether a prefix stands for a vocabulary that stays
     */
    String kept(QName element, QName attribute, String value, Predicate<String> prefixes);
}
