package io.troupe.peer;

import io.troupe.model.Zxid;
import io.troupe.zab.Batch;
import io.troupe.zab.Message;
import io.troupe.zab.Submission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** What the tests of one link need, one for each test: sides and raw peers, which are closed behind it. */
final class LinkStage {
    static final LinkSettings IMPATIENT = new LinkSettings(
            Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofMillis(20), Duration.ofMillis(300));
    static final int MIB = 1 << 20;

    private final LinkSide.Ground ground;
    private final List<AutoCloseable> opened = new ArrayList<>();

    LinkStage(LinkSide.Ground ground) {
        this.ground = ground;
    }

    void close() throws Exception {
        for (AutoCloseable it : opened) {
            it.close();
        }
    }

    <T extends AutoCloseable> T opened(T it) {
        opened.add(0, it);
        return it;
    }

    LinkSide side(int id) {
        return opened(new LinkSide(ground, id));
    }

    LinkSide side(int id, LinkSettings settings) {
        return opened(new LinkSide(ground, id, 100 + id, settings, 0));
    }

    /** Another process of the same peer. */
    LinkSide restarted(int id, int port) {
        return opened(new LinkSide(ground, id, 999, LinkSide.SETTINGS, port));
    }

    RawPeer dial(LinkSide side) {
        return opened(RawPeer.dial(side.port()));
    }

    RawPeer accept(ServerSocket at) {
        try {
            return opened(new RawPeer(at.accept()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    static Hello hello(int from, int to, long processId, long incarnation) {
        return new Hello(from, to, processId, incarnation, 0, new TreeSet<>(List.of(1, 2, 3)));
    }

    static Message ack(long number) {
        return new Message.Ack(1, number);
    }

    static Message.Propose propose(int number, int bytes) {
        byte[] parcel = new byte[bytes];
        new Random(number).nextBytes(parcel);
        return new Message.Propose(
                1, List.of(Batch.sequence(Zxid.of(1, 1 + number), 1, 1, List.of(new Submission(1, parcel)))), 0);
    }
}
