package io.troupe.peer;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The first frame on a link, in both directions: who speaks, of which ensemble, and to whom it wants to speak. Voters
 * are compared by id and not by address, since each peer names itself and the others in its own way.
 *
 * @param processId drawn at random when the process starts, so that two processes with one id are told apart
 * @param incarnation counts the dialer's connections; of two from one process the greater is alive
 * @param ensembleId 0 as long as the peer belongs to none
 */
record Hello(int from, int to, long processId, long incarnation, long ensembleId, SortedSet<Integer> voters) {
    static final int FORMAT = 1;
    private static final int MAGIC = 0x54525045; // "TRPE"
    private static final int PREFIX_BYTES = 4 + 4;
    private static final int FIXED_BYTES = PREFIX_BYTES + 4 + 4 + 8 + 8 + 8 + 4;
    private static final int VOTERS_MAX = 255;

    Hello {
        voters = new TreeSet<>(voters);
    }

    /** What makes a link between {@code own} and this one impossible, in words for both logs; empty if nothing does. */
    Optional<String> refusalBy(Hello own) {
        if (to != own.from) {
            return Optional.of("peer " + from + " looks for peer " + to + ", but this is peer " + own.from
                    + ": check the addresses of server.N");
        }
        if (from != own.to && own.voters.contains(from)) {
            return Optional.of("peer " + own.from + " looks for peer " + own.to + ", but this is peer " + from
                    + ": check the addresses of server.N");
        }
        if (from == own.from || !own.voters.contains(from)) {
            return Optional.of("peer " + from + " is not another peer of this ensemble " + own.voters);
        }
        if (!voters.equals(own.voters)) {
            return Optional.of("peer " + from + " lists the peers " + voters + ", peer " + own.from + " lists "
                    + own.voters + ": give all peers the same server.N lines");
        }
        if (ensembleId != 0 && own.ensembleId != 0 && ensembleId != own.ensembleId) {
            return Optional.of(String.format(
                    "peer %d belongs to ensemble %016x, peer %d to ensemble %016x: one has the other's data directory",
                    from, ensembleId, own.from, own.ensembleId));
        }
        return Optional.empty();
    }

    /** The hello of the next connection. */
    Hello next() {
        return new Hello(from, to, processId, incarnation + 1, ensembleId, voters);
    }

    Hello inEnsemble(long id) {
        return new Hello(from, to, processId, incarnation, id, voters);
    }

    byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(FIXED_BYTES + 4 * voters.size());
        bytes.putInt(MAGIC).putInt(FORMAT).putInt(from).putInt(to);
        bytes.putLong(processId).putLong(incarnation).putLong(ensembleId).putInt(voters.size());
        voters.forEach(bytes::putInt);
        return bytes.array();
    }

    /** @throws MalformedLink where the bytes are no hello, or one of another format */
    static Hello decode(ByteBuffer bytes) {
        if (bytes.remaining() < PREFIX_BYTES || bytes.getInt() != MAGIC) {
            throw new MalformedLink("not a Troupe peer: its first frame is no hello");
        }
        int format = bytes.getInt();
        if (format != FORMAT) {
            throw new MalformedLink("it speaks format " + format + " of the peer protocol, this peer speaks " + FORMAT
                    + ": run versions that share a format");
        }
        if (bytes.remaining() < FIXED_BYTES - PREFIX_BYTES) {
            throw new MalformedLink("a hello that breaks off after " + bytes.limit() + " bytes");
        }
        int from = bytes.getInt();
        int to = bytes.getInt();
        long processId = bytes.getLong();
        long incarnation = bytes.getLong();
        long ensembleId = bytes.getLong();
        int count = bytes.getInt();
        if (count < 0 || count > VOTERS_MAX || bytes.remaining() != 4 * count) {
            throw new MalformedLink("a hello with " + count + " voters in " + bytes.remaining() + " bytes");
        }
        SortedSet<Integer> voters = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            voters.add(bytes.getInt());
        }
        return new Hello(from, to, processId, incarnation, ensembleId, voters);
    }
}
