package dev.cordon.attribute;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.net.InetAddresses;

/**
 * The addresses of a computer in its networks, such as {@code 192.0.2.13 00000001:00A0C9112233} (guide,
 * "X-Platform-Address"). Immutable.
 *
 * <p>They are for people to read. Nobody should connect to an address because a message holds it.
 *
 * @param addresses one or more addresses, in the order in which the computer gave them
 */
public record NetworkAddresses(ImmutableList<Address> addresses) {
    static final String EXPECTED = "IP, IPX or NetBIOS addresses in numbers, separated by blanks";

    /**
     * Refuses an empty list.
     *
     * @param addresses one or more addresses
     */
    public NetworkAddresses {
        checkArgument(!addresses.isEmpty(), "at least one address expected");
    }

    /**
     * {@return the addresses that a text stands for}
     *
     * @param text the value as on the wire
     * @throws IllegalArgumentException if one of its words is no address, or there is none
     */
    public static NetworkAddresses parse(String text) {
        ImmutableList.Builder<Address> addresses = ImmutableList.builder();
        for (String word : Words.of(text)) {
            addresses.add(new Address(word));
        }
        return new NetworkAddresses(addresses.build());
    }

    /** Returns the addresses separated by blanks, as on the wire. */
    @Override
    public String toString() {
        return Joiner.on(' ').join(addresses);
    }

    /** The network that an address is for. */
    public enum Network {
        /** The Internet Protocol, version 4 or 6. */
        IP,
        /** Novell's IPX: network and node. */
        IPX,
        /** NetBIOS without a protocol that routes: a node alone. */
        NETBIOS
    }

    /**
     * One address. Immutable.
     *
     * @param text an IP address of version 4 ({@code 192.0.2.13}) or 6 ({@code 2001:db8::7}); the 8 hexadecimal digits
     *     of an IPX network, a colon or a period, and the 12 of the node ({@code 00000001:00A0C9112233}); or the 12 of a
     *     node alone
     */
    public record Address(String text) {
        private static final int NETWORK_DIGITS = 8;
        private static final int NODE_DIGITS = 12;

        /**
         * Refuses a text that is no address.
         *
         * @param text the address as on the wire
         */
        public Address {
            checkArgument(isIpx(text) || isNode(text) || isIp(text), EXPECTED + " expected");
        }

        /** {@return the network that the address is for} */
        public Network network() {
            if (isNode(text)) {
                return Network.NETBIOS;
            }
            return isIpx(text) ? Network.IPX : Network.IP;
        }

        /** A zone, as in {@code fe80::1%eth0}, means nothing to another computer. */
        private static boolean isIp(String text) {
            return isDottedQuad(text) || text.indexOf('%') < 0 && InetAddresses.isInetAddress(text);
        }

        /** Most addresses have this form, and Guava takes several times as long to see it. */
        private static boolean isDottedQuad(String text) {
            int start = 0;
            for (int part = 0; part < 3; part++) {
                int period = text.indexOf('.', start);
                if (!isOctet(text, start, period)) {
                    return false;
                }
                start = period + 1;
            }
            return isOctet(text, start, text.length());
        }

        /** Returns whether a part of a text is a number from 0 to 255 without zeros that it could do without. */
        private static boolean isOctet(String text, int start, int end) {
            int digits = end - start;
            if (digits < 1 || digits > 3 || digits > 1 && text.charAt(start) == '0') {
                return false;
            }
            int number = 0;
            for (int index = start; index < end; index++) {
                int digit = text.charAt(index) - '0';
                if (digit < 0 || digit > 9) {
                    return false;
                }
                number = number * 10 + digit;
            }
            return number <= 255;
        }

        private static boolean isNode(String text) {
            return text.length() == NODE_DIGITS && HexDigits.areAll(text, 0, NODE_DIGITS);
        }

        private static boolean isIpx(String text) {
            return text.length() == NETWORK_DIGITS + 1 + NODE_DIGITS
                    && HexDigits.areAll(text, 0, NETWORK_DIGITS)
                    && (text.charAt(NETWORK_DIGITS) == ':' || text.charAt(NETWORK_DIGITS) == '.')
                    && HexDigits.areAll(text, NETWORK_DIGITS + 1, text.length());
        }

        /** Returns the address, as on the wire. */
        @Override
        public String toString() {
            return text;
        }
    }
}
