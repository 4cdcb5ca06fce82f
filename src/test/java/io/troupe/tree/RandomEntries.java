package io.troupe.tree;

import io.troupe.model.Acl;
import io.troupe.model.Identity;
import io.troupe.model.OpCode;
import io.troupe.model.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Entries such as well-meaning and other clients might send, drawn from few names so that they meet. */
final class RandomEntries {
    private static final String[] SEGMENTS = {"a", "b", "c", "n", "zookeeper", "quota", "config"};
    private static final String[] NONSENSE = {
        "", "/", "//", "a", ".", "/..", "/\0", "/a//b", "/a/", "/\ud800", "/\uffff"
    };
    private static final List<List<Acl>> ACLS = new ArrayList<>();
    private static final List<List<Identity>> IDENTITIES = List.of(
            List.of(),
            TreeUnderTest.NOBODY,
            List.of(new Identity("digest", "ann:1")),
            List.of(new Identity("digest", "bob:2"), new Identity("ip", "10.0.0.7")),
            List.of(new Identity("super", "")));

    static {
        ACLS.add(Acl.OPEN);
        ACLS.add(Acl.OPEN);
        ACLS.add(Acl.OPEN);
        ACLS.add(Acl.READ_ONLY);
        ACLS.add(List.of());
        ACLS.add(null);
        ACLS.add(List.of(new Acl(Acl.ALL, new Identity("auth", ""))));
        ACLS.add(List.of(new Acl(Acl.ALL, new Identity("digest", "ann:1")), new Acl(Acl.READ, Identity.ANYONE)));
        ACLS.add(List.of(new Acl(Acl.ALL, new Identity("ip", "10.0.0.0/8"))));
        ACLS.add(List.of(new Acl(-1, new Identity("nonsense", ":::"))));
    }

    private final Random random;
    private final Client[] clients;

    /** What a client knows of its session: enough that most of its entries are accepted. */
    private static final class Client {
        private final long session;
        private long attachment;
        private long sequence;
        private boolean open;

        Client(long session) {
            this.session = session;
        }
    }

    RandomEntries(Random random, int clientCount) {
        this.random = random;
        clients = new Client[clientCount];
        for (int i = 0; i < clientCount; i++) {
            clients[i] = new Client(1_000 + i);
        }
    }

    Entry next() {
        Client client = clients[random.nextInt(clients.length)];
        if (!client.open) {
            client.open = true;
            client.sequence = 0;
            return new Entry.CreateSession(client.session, new byte[] {1}, random.nextInt(), client.attachment);
        }
        return switch (random.nextInt(60)) {
            case 0 -> attach(client);
            case 1 -> close(client);
            case 2 -> expire(client);
            case 3 -> new Entry.Unreadable(client.session, client.attachment, ++client.sequence);
            case 4 -> entryOfNoEffect(client);
            case 5 -> new Entry.Collect(path(), random.nextInt(2_000));
            default ->
                new Entry.ClientWrite(
                        client.session,
                        client.attachment,
                        ++client.sequence,
                        IDENTITIES.get(random.nextInt(IDENTITIES.size())),
                        write());
        };
    }

    private static Entry attach(Client client) {
        client.sequence = 0;
        return new Entry.AttachSession(
                client.session, new byte[] {1}, 4_000, client.attachment + 1, client.attachment++);
    }

    private static Entry close(Client client) {
        client.open = false;
        return new Entry.CloseSession(client.session, client.attachment, ++client.sequence);
    }

    private static Entry expire(Client client) {
        client.open = false;
        return new Entry.ExpireSession(client.session, client.attachment);
    }

    private Entry entryOfNoEffect(Client client) {
        return switch (random.nextInt(5)) {
            case 0 -> new Entry.ClientWrite(client.session, client.attachment, client.sequence + 2, List.of(), write());
            case 1 -> new Entry.ClientWrite(client.session, client.attachment - 1, 1, List.of(), write());
            case 2 -> new Entry.ExpireSession(client.session, client.attachment - 1);
            case 3 -> new Entry.CreateSession(client.session, new byte[] {1}, 1, client.attachment);
            default -> new Entry.AttachSession(client.session, new byte[] {2}, 1, 1, client.attachment);
        };
    }

    private Request.Write write() {
        if (random.nextInt(8) == 0) {
            return new Request.SetAcl(path(), acl(), version());
        }
        if (random.nextInt(4) > 0) {
            return (Request.Write) writeOperation();
        }
        List<Request.MultiOp> operations = new ArrayList<>();
        for (int n = random.nextInt(5); n > 0; n--) {
            operations.add(random.nextInt(5) == 0 ? new Request.Check(path(), version()) : writeOperation());
        }
        return new Request.Multi(operations);
    }

    private Request.MultiOp writeOperation() {
        return switch (random.nextInt(6)) {
            case 0 -> new Request.Delete(path(), version());
            case 1, 2 -> new Request.SetData(path(), data(), version());
            default ->
                new Request.Create(
                        random.nextBoolean() ? OpCode.CREATE : OpCode.CREATE_TTL,
                        path(),
                        data(),
                        acl(),
                        random.nextInt(8) - (random.nextInt(20) == 0 ? 5 : 0),
                        random.nextInt(3) == 0 ? random.nextInt(200) - 20 : -1);
        };
    }

    private byte[] data() {
        return random.nextInt(5) == 0 ? null : new byte[random.nextInt(70)];
    }

    private int version() {
        return random.nextInt(3) > 0 ? -1 : random.nextInt(3);
    }

    private List<Acl> acl() {
        return ACLS.get(random.nextInt(ACLS.size()));
    }

    String path() {
        if (random.nextInt(15) == 0) {
            return NONSENSE[random.nextInt(NONSENSE.length)];
        }
        StringBuilder path = new StringBuilder();
        if (random.nextInt(8) == 0) {
            path.append("/zookeeper/quota");
        }
        for (int depth = random.nextInt(3); depth >= 0; depth--) {
            path.append('/').append(SEGMENTS[random.nextInt(SEGMENTS.length)]);
        }
        return random.nextInt(30) == 0 ? path + NONSENSE[random.nextInt(NONSENSE.length)] : path.toString();
    }
}
