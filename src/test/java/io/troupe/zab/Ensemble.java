package io.troupe.zab;

import io.troupe.model.Zxid;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * N cores in one thread, on a virtual clock, network and disk. With a seed, the network and the disks are as slow,
 * lossy and forgetful as ZAB must bear; without one, every message and every write takes a millisecond. After each step
 * it is checked that nobody contradicts what was committed.
 */
final class Ensemble {
    private record Event(long atMillis, long order, Runnable what) {}

    /** One direction of a link between two peers. Frames of another incarnation are dropped. */
    private static final class Link {
        long incarnation;
        boolean up;
        long lastDeliveryMillis;
    }

    private final Random random;
    private boolean calm;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atMillis).thenComparingLong(Event::order));
    private final Map<Integer, PeerTwin> peers = new TreeMap<>();
    private final Map<List<Integer>, Link> links = new HashMap<>();
    private final Set<List<Integer>> cut = new HashSet<>();
    private final List<Runnable> ghosts = new ArrayList<>();

    private long nowMillis = 1000;
    private long order;
    long steps;

    final CommittedHistory history = new CommittedHistory();

    static Ensemble calm(int size) {
        return new Ensemble(size, new Random(1), true);
    }

    static Ensemble stormy(int size, long seed) {
        return new Ensemble(size, new Random(seed), false);
    }

    private Ensemble(int size, Random random, boolean calm) {
        this.random = random;
        this.calm = calm;
        List<Integer> voters = new ArrayList<>();
        for (int id = 1; id <= size; id++) {
            voters.add(id);
        }
        int window = calm ? 1 << 16 : 40 + random.nextInt(2000);
        int batch = calm ? 1 << 14 : 20 + random.nextInt(500);
        for (int id : voters) {
            ZabSettings settings =
                    new ZabSettings(id, voters, 100, 1000, 8000, 3000, 300, calm ? 50 : 100, window, batch, 1);
            peers.put(id, new PeerTwin(this, settings));
        }
        for (int one : voters) {
            for (int other : voters) {
                if (one < other) {
                    links.put(List.of(one, other), new Link());
                    links.put(List.of(other, one), new Link());
                }
            }
        }
    }

    Random random() {
        return random;
    }

    boolean calm() {
        return calm;
    }

    Now now() {
        return new Now(nowMillis, 1_700_000_000_000L + nowMillis);
    }

    PeerTwin peer(int id) {
        return peers.get(id);
    }

    Iterable<PeerTwin> peers() {
        return peers.values();
    }

    int size() {
        return peers.size();
    }

    void after(long millis, Runnable what) {
        events.add(new Event(nowMillis + millis, order++, what));
    }

    /** Runs for so long, on the virtual clock. */
    void run(long millis) {
        long until = nowMillis + millis;
        while (!events.isEmpty() && events.peek().atMillis() <= until) {
            Event event = events.remove();
            nowMillis = Math.max(nowMillis, event.atMillis());
            event.what().run();
            steps++;
        }
        nowMillis = until;
    }

    // Links.

    /** Connects what can be connected; called when something may have changed. */
    void connect() {
        for (int one : peers.keySet()) {
            for (int other : peers.keySet()) {
                if (one < other && !link(one, other).up && reachable(one, other)) {
                    bringUp(one, other);
                }
            }
        }
    }

    private void bringUp(int one, int other) {
        for (List<Integer> way : List.of(List.of(one, other), List.of(other, one))) {
            Link link = links.get(way);
            link.up = true;
            link.incarnation++;
            link.lastDeliveryMillis = nowMillis;
        }
        long delay = calm ? 0 : random.nextInt(20);
        tellAtReceiver(other, one, delay, new Input.LinkUp(other));
        tellAtReceiver(one, other, delay, new Input.LinkUp(one));
    }

    private void tellAtReceiver(int from, int to, long delay, Input input) {
        Link link = link(from, to);
        long at = Math.max(link.lastDeliveryMillis, nowMillis + delay);
        link.lastDeliveryMillis = at;
        after(at - nowMillis, () -> peers.get(to).receive(input));
    }

    private boolean reachable(int one, int other) {
        return peers.get(one).running() && peers.get(other).running() && !cut.contains(pair(one, other));
    }

    private static List<Integer> pair(int one, int other) {
        return one < other ? List.of(one, other) : List.of(other, one);
    }

    private Link link(int from, int to) {
        return links.get(List.of(from, to));
    }

    void breakLink(int one, int other) {
        if (link(one, other).up) {
            link(one, other).up = false;
            link(other, one).up = false;
            link(one, other).incarnation++;
            link(other, one).incarnation++;
            tellAtReceiver(other, one, calm ? 0 : random.nextInt(30), new Input.LinkDown(other));
            tellAtReceiver(one, other, calm ? 0 : random.nextInt(30), new Input.LinkDown(one));
        }
    }

    void cut(int one, int other) {
        cut.add(pair(one, other));
        breakLink(one, other);
    }

    void isolate(int id) {
        peers.keySet().stream().filter(other -> other != id).forEach(other -> cut(id, other));
    }

    void heal() {
        cut.clear();
    }

    void heal(int one, int other) {
        cut.remove(pair(one, other));
    }

    /** Takes a frame through the codec, as a real link would. */
    void send(int from, int to, Message message) {
        Link link = link(from, to);
        if (!link.up) {
            return;
        }
        byte[] frame = MessageCodec.encode(message);
        long incarnation = link.incarnation;
        long delay = calm ? 1 : random.nextInt(20) == 0 ? random.nextInt(400) : random.nextInt(6);
        link.lastDeliveryMillis = Math.max(link.lastDeliveryMillis, nowMillis + delay);
        Runnable delivery =
                () -> peers.get(to).receive(new Input.Received(from, MessageCodec.decode(ByteBuffer.wrap(frame))));
        after(link.lastDeliveryMillis - nowMillis, () -> {
            if (link.incarnation == incarnation) {
                delivery.run();
            } else if (!calm && ghosts.size() < 500) {
                ghosts.add(delivery);
            }
        });
        if (!calm && random.nextInt(1000) == 0) {
            ghosts.add(delivery);
        }
    }

    /** A frame of an earlier link, or one a second time. The shell drops such frames; the cores must bear them. */
    void haunt() {
        if (!ghosts.isEmpty()) {
            ghosts.remove(random.nextInt(ghosts.size())).run();
        }
    }

    /** From now on nothing is slow or lost. */
    void calmDown() {
        ghosts.clear();
        cut.clear();
        calm = true;
    }

    /** What every peer is up to, for people. */
    String describe() {
        StringBuilder text = new StringBuilder();
        for (PeerTwin peer : peers.values()) {
            text.append(peer.describe()).append('\n');
        }
        return text.toString();
    }

    static String zxid(long zxid) {
        return Zxid.epochOf(zxid) + ":" + Zxid.counterOf(zxid);
    }
}
