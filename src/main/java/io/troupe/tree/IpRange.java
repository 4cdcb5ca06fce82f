package io.troupe.tree;

import java.util.Optional;

/**
 * What an ACL with the scheme {@code ip} names: {@code address} or {@code address/bits}, IPv4 or IPv6. Addresses are
 * numbers here; no name is ever resolved.
 */
final class IpRange {
    private final byte[] address;
    private final int bits;

    private IpRange(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /** Empty where {@code text} is none. */
    static Optional<IpRange> parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return Optional.empty();
        }
        int all = address.length * Byte.SIZE;
        int bits = slash < 0 ? all : IpAddress.number(text.substring(slash + 1), 10, all);
        return bits < 0 ? Optional.empty() : Optional.of(new IpRange(address, bits));
    }

    boolean contains(String text) {
        byte[] other = IpAddress.parse(text);
        if (other == null || other.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += Byte.SIZE) {
            int ignored = Math.max(0, Byte.SIZE - (bits - bit));
            if ((address[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) >> ignored != 0) {
                return false;
            }
        }
        return true;
    }
}
