package io.troupe.simulation;

import io.troupe.model.Acl;
import io.troupe.model.CreateMode;
import io.troupe.model.OpCode;
import io.troupe.model.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client asks next. Every value that it writes is unique in the run, so that a lost or doubled write shows; all
 * clients meet in a few places, so that order shows.
 */
final class Wishes {
    /** More than one, so that they lie in different subtrees. */
    static final List<String> PLACES = List.of("/a", "/b", "/c", "/d");

    private final String client;
    private final Chance chance;
    private final List<String> made = new ArrayList<>();
    private int values;

    Wishes(String client, Chance chance) {
        this.client = client;
        this.chance = chance;
    }

    /** The places where all meet; they may be there already. */
    List<Request> foundation() {
        return PLACES.stream()
                .<Request>map(place -> create(place, CreateMode.PERSISTENT))
                .toList();
    }

    Request next() {
        int roll = chance.below(100);
        if (roll < 55) {
            return write(roll);
        }
        String place = chance.pick(PLACES);
        if (roll < 80) {
            return new Request.GetData(place, chance.oneIn(2));
        }
        if (roll < 88) {
            return new Request.Exists(made.isEmpty() ? place : chance.pick(made), false);
        }
        if (roll < 94) {
            return new Request.GetChildren(OpCode.GET_CHILDREN, place, false);
        }
        return new Request.Sync(place);
    }

    private Request write(int roll) {
        String place = chance.pick(PLACES);
        if (roll < 20) {
            return new Request.SetData(place, value(), chance.oneIn(4) ? chance.below(20) : -1);
        }
        if (roll < 30) {
            return remembered(create(place + "/" + client + "-" + values, CreateMode.PERSISTENT));
        }
        if (roll < 35) {
            return create(place + "/" + client + "-" + values, CreateMode.EPHEMERAL);
        }
        if (roll < 42) {
            return create(place + "/s-", CreateMode.PERSISTENT_SEQUENTIAL);
        }
        if (roll < 45) {
            return remembered(create("/" + client + "-" + values, CreateMode.PERSISTENT));
        }
        if (roll < 50) {
            return new Request.Delete(made.isEmpty() ? place : made.remove(chance.below(made.size())), -1);
        }
        Request.MultiOp made = create(place + "/" + client + "-" + values, CreateMode.PERSISTENT);
        return new Request.Multi(List.of(
                new Request.Check(place, chance.oneIn(4) ? chance.below(20) : -1),
                made,
                new Request.SetData(chance.pick(PLACES), value(), -1)));
    }

    private Request remembered(Request.Create create) {
        made.add(create.path());
        return create;
    }

    private Request.Create create(String path, CreateMode mode) {
        return new Request.Create(OpCode.CREATE, path, value(), Acl.OPEN, mode.flag(), -1);
    }

    private byte[] value() {
        return (client + "=" + values++).getBytes(StandardCharsets.UTF_8);
    }
}
