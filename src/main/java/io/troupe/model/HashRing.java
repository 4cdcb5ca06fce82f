package io.troupe.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Consistent hashing: each member stands at many points of a ring of 64-bit numbers, and a key belongs to the member at
 * the first point at or after its own. When a member comes or goes only the keys next to its points move, about one in
 * the number of members. The same members give the same ring on every machine and in every run. Immutable.
 */
public final class HashRing {
    /** Enough that the busiest of a few dozen members has within about a quarter more than its share. */
    private static final int POINTS_PER_MEMBER = 160;

    private final List<String> members;
    private final long[] points;
    private final int[] owners;

    /** @throws IllegalArgumentException where there is no member, or one twice */
    public HashRing(List<String> members) {
        if (members.isEmpty() || members.stream().distinct().count() != members.size()) {
            throw new IllegalArgumentException("a ring needs members, each once: " + members);
        }
        this.members = List.copyOf(members);
        record Point(long at, int owner) {}
        Point[] ring = new Point[members.size() * POINTS_PER_MEMBER];
        for (int i = 0; i < ring.length; i++) {
            int owner = i / POINTS_PER_MEMBER;
            ring[i] = new Point(hash(members.get(owner) + '#' + i % POINTS_PER_MEMBER), owner);
        }
        // Equal points go to the member whose name is first, so that the order of the list does not matter.
        Arrays.sort(
                ring,
                (a, b) -> a.at != b.at
                        ? Long.compare(a.at, b.at)
                        : members.get(a.owner).compareTo(members.get(b.owner)));
        points = Arrays.stream(ring).mapToLong(Point::at).toArray();
        owners = Arrays.stream(ring).mapToInt(Point::owner).toArray();
    }

    /** The place, in the list given, of the member to which {@code key} belongs. */
    public int ownerOf(String key) {
        int at = Arrays.binarySearch(points, hash(key));
        int next = at >= 0 ? at : -at - 1;
        return owners[next == points.length ? 0 : next];
    }

    /** The member to which {@code key} belongs. */
    public String memberFor(String key) {
        return members.get(ownerOf(key));
    }

    /** FNV-1a over UTF-8, finished with the mixer of SplitMix64, since FNV alone clusters keys with other ends. */
    private static long hash(String key) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return hash ^ hash >>> 31;
    }
}
