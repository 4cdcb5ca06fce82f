package io.troupe.wire;

import io.troupe.model.Acl;
import io.troupe.model.Identity;
import io.troupe.model.OpCode;
import io.troupe.model.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Requests of all kinds, with everything that a client can put into them, null and empty among it. */
final class RandomRequests {
    static final int KINDS = 20;

    private static final int[] CREATES = {OpCode.CREATE, OpCode.CREATE2, OpCode.CREATE_CONTAINER, OpCode.CREATE_TTL};

    private final Random random;

    RandomRequests(Random random) {
        this.random = random;
    }

    Request any() {
        return ofKind(random.nextInt(KINDS));
    }

    Request ofKind(int kind) {
        return switch (kind) {
            case 0, 1, 2, 3 -> create(CREATES[kind]);
            case 4 -> new Request.Delete(text(), random.nextInt());
            case 5 -> new Request.SetData(text(), bytes(), random.nextInt());
            case 6 -> new Request.SetAcl(text(), acl(), random.nextInt());
            case 7 -> new Request.Multi(listOf(this::operation));
            case 8 -> new Request.Exists(text(), random.nextBoolean());
            case 9 -> new Request.GetData(text(), random.nextBoolean());
            case 10 -> new Request.GetAcl(text());
            case 11 -> new Request.GetChildren(OpCode.GET_CHILDREN, text(), random.nextBoolean());
            case 12 -> new Request.GetChildren(OpCode.GET_CHILDREN2, text(), random.nextBoolean());
            case 13 -> new Request.CheckWatches(text(), 1 + random.nextInt(5));
            case 14 -> new Request.RemoveWatches(text(), 1 + random.nextInt(5));
            case 15 ->
                new Request.SetWatches(random.nextLong(), listOf(this::text), listOf(this::text), listOf(this::text));
            case 16 -> new Request.Sync(random.nextInt(8) == 0 ? null : text());
            case 17 -> new Request.Ping();
            case 18 -> new Request.Auth(text(), text().getBytes(StandardCharsets.UTF_8));
            default -> new Request.CloseSession();
        };
    }

    Request.MultiOp operation() {
        return switch (random.nextInt(4)) {
            case 0 -> create(CREATES[random.nextInt(CREATES.length)]);
            case 1 -> new Request.Delete(text(), random.nextInt());
            case 2 -> new Request.SetData(text(), bytes(), random.nextInt());
            default -> new Request.Check(text(), random.nextInt());
        };
    }

    Request.Create create(int opCode) {
        long ttlMillis = opCode == OpCode.CREATE_TTL ? random.nextLong() : -1;
        return new Request.Create(opCode, text(), bytes(), acl(), random.nextInt(9) - 1, ttlMillis);
    }

    List<Acl> acl() {
        return random.nextInt(8) == 0 ? null : listOf(() -> new Acl(random.nextInt(32), new Identity(text(), text())));
    }

    byte[] bytes() {
        if (random.nextInt(8) == 0) {
            return null;
        }
        byte[] bytes = new byte[random.nextInt(64)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Mostly ASCII; the rest is any character but surrogates, of which the real client makes no UTF-8. */
    String text() {
        boolean ascii = random.nextInt(4) > 0;
        StringBuilder text = new StringBuilder();
        IntStream.range(0, random.nextInt(24))
                .forEach(i -> text.append((char) (ascii ? ' ' + random.nextInt(95) : random.nextInt(0xd800))));
        return text.toString();
    }

    <T> List<T> listOf(Supplier<T> element) {
        return Stream.generate(element).limit(random.nextInt(5)).toList();
    }
}
