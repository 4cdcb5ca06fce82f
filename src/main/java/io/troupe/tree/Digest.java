package io.troupe.tree;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * 64-bit hashing of state, to be compared between peers: it tells apart what differs by accident, and is no defence
 * against anyone who wants a collision. The same on every machine.
 */
final class Digest {
    /** Of null, which differs from that of no bytes. */
    static final long OF_NULL = 0x9e3779b97f4a7c15L;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long FACTOR_A = 0xbf58476d1ce4e5b9L;
    private static final long FACTOR_B = 0x94d049bb133111ebL;

    private Digest() {}

    /**
     * Takes {@code value} into {@code state}. Order matters. Both halves of the product are used: the low one alone
     * would let the highest bits of {@code value} reach next to nothing, and differences in two values could cancel
     * out.
     */
    static long mix(long state, long value) {
        long mixed = (state ^ value) + FACTOR_B;
        return mixed * FACTOR_A ^ Math.multiplyHigh(mixed, FACTOR_A);
    }

    /** Spreads every bit over the whole, as SplitMix64 does, so that sums of such values are good digests too. */
    static long finish(long state) {
        long spread = (state ^ state >>> 30) * FACTOR_A;
        spread = (spread ^ spread >>> 27) * FACTOR_B;
        return spread ^ spread >>> 31;
    }

    static long of(String text) {
        long state = 0;
        for (int i = 0; i < text.length(); i++) {
            state = mix(state, text.charAt(i));
        }
        return finish(mix(state, text.length()));
    }

    /** Four lanes, since each step of one waits for the step before. */
    static long of(byte @Nullable [] bytes) {
        if (bytes == null) {
            return OF_NULL;
        }
        long a = 0;
        long b = FACTOR_A;
        long c = FACTOR_B;
        long d = OF_NULL;
        int at = 0;
        for (; at <= bytes.length - 32; at += 32) {
            a = mix(a, (long) LONGS.get(bytes, at));
            b = mix(b, (long) LONGS.get(bytes, at + 8));
            c = mix(c, (long) LONGS.get(bytes, at + 16));
            d = mix(d, (long) LONGS.get(bytes, at + 24));
        }
        long state = mix(mix(mix(a, b), c), d);
        for (; at <= bytes.length - 8; at += 8) {
            state = mix(state, (long) LONGS.get(bytes, at));
        }
        for (; at < bytes.length; at++) {
            state = mix(state, bytes[at]);
        }
        return finish(mix(state, bytes.length));
    }
}
