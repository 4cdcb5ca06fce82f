package io.troupe.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bytes of a numeric IPv4 or IPv6 address. */
final class IpAddress {
    private static final int V6_BYTES = 16;

    private IpAddress() {}

    /** Null where {@code text} is none. A zone, as in {@code fe80::1%eth0}, does not count. */
    static byte @Nullable [] parse(String text) {
        int zone = text.indexOf('%');
        String address = zone < 0 ? text : text.substring(0, zone);
        return address.indexOf(':') < 0 ? parseV4(address) : parseV6(address);
    }

    private static byte @Nullable [] parseV4(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] address = new byte[4];
        if (parts.length != address.length) {
            return null;
        }
        for (int i = 0; i < address.length; i++) {
            int part = number(parts[i], 10, 255);
            if (part < 0) {
                return null;
            }
            address[i] = (byte) part;
        }
        return address;
    }

    private static byte @Nullable [] parseV6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            List<Byte> all = groups(text);
            return all == null || all.size() != V6_BYTES ? null : join(all, List.of());
        }
        List<Byte> head = groups(text.substring(0, gap));
        List<Byte> tail = groups(text.substring(gap + 2));
        if (head == null || tail == null || head.size() + tail.size() >= V6_BYTES) {
            return null;
        }
        return join(head, tail);
    }

    /** Groups of hexadecimal digits, of which the last may be an IPv4 address. Null where they are not. */
    private static @Nullable List<Byte> groups(String text) {
        List<Byte> bytes = new ArrayList<>(V6_BYTES);
        if (text.isEmpty()) {
            return bytes;
        }
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
                byte[] v4 = parseV4(parts[i]);
                if (v4 == null) {
                    return null;
                }
                for (byte b : v4) {
                    bytes.add(b);
                }
                return bytes;
            }
            int group = parts[i].length() > 4 ? -1 : number(parts[i], 16, 0xffff);
            if (group < 0) {
                return null;
            }
            bytes.add((byte) (group >>> 8));
            bytes.add((byte) group);
        }
        return bytes;
    }

    private static byte[] join(List<Byte> head, List<Byte> tail) {
        byte[] address = new byte[V6_BYTES];
        for (int i = 0; i < head.size(); i++) {
            address[i] = head.get(i);
        }
        for (int i = 0; i < tail.size(); i++) {
            address[V6_BYTES - tail.size() + i] = tail.get(i);
        }
        return address;
    }

    /** From 0 to {@code max}, of ASCII digits and nothing else; -1 where it is not. */
    static int number(String digits, int radix, int max) {
        if (digits.isEmpty() || digits.length() > 9) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            number = number * radix + digit;
        }
        return number <= max ? number : -1;
    }
}
