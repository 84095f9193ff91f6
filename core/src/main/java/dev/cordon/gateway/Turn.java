package dev.cordon.gateway;

import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.attribute.Priority;
import dev.cordon.attribute.ServiceClass;

/**
 * The order in which submissions are analysed: by the class of service of their customers, and within a class by the
 * priority that the customer has given them.
 */
final class Turn {
    /** Gold has the priorities up to this one, platinum those above. */
    private static final int GOLD = 500;

    private Turn() {}

    /**
     * Returns the priority at the gateway.
     *
     * @param wished what the customer says; below 1 it is taken for 1
     */
    static Priority of(CustomerIdentifier customer, Priority wished) {
        int within = (Math.max(1, wished.value()) + 1) / 2;
        return Priority.of(customer.serviceClass() == ServiceClass.PLATINUM ? GOLD + within : within);
    }
}
