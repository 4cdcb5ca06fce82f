package io.troupe.simulation;

import io.troupe.model.Zxid;
import io.troupe.zab.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The one order in which everything is committed, as it becomes known: a batch enters it when the first replica is
 * given it, and every other replica must be given the same bytes at the same place. What is in it is never taken back.
 */
final class CommittedOrder {
    private final List<Batch> batches = new ArrayList<>();
    private final Consumer<Batch> onNew;

    /** {@code onNew} hears of each batch once, in order. */
    CommittedOrder(Consumer<Batch> onNew) {
        this.onNew = onNew;
    }

    /** Of a replica that begins with nothing. */
    Cursor cursor(int peer) {
        return new Cursor(peer);
    }

    long lastZxid() {
        return batches.isEmpty() ? Zxid.NONE : batches.get(batches.size() - 1).lastZxid();
    }

    int size() {
        return batches.size();
    }

    /** How far one replica has come. */
    final class Cursor {
        private final int peer;
        private int next;

        private Cursor(int peer) {
            this.peer = peer;
        }

        /** The replica has all up to {@code zxid} from a snapshot. */
        void restoredAt(long zxid) {
            while (next < batches.size() && batches.get(next).lastZxid() <= zxid) {
                next++;
            }
            if (lastZxid() != zxid) {
                throw new InvariantBroken(
                        "a snapshot has what is committed",
                        "p" + peer + " has one at " + Zxid.text(zxid) + ", and up to there " + Zxid.text(lastZxid())
                                + " is committed");
            }
        }

        /** The replica is given {@code batch}. Returns whether it is the first to get it. */
        boolean take(Batch batch) {
            boolean first = next == batches.size();
            if (first) {
                if (batch.firstZxid() <= lastZxid()) {
                    throw new InvariantBroken("nothing twice", text(batch) + " after " + Zxid.text(lastZxid()));
                }
                batches.add(batch);
                onNew.accept(batch);
            } else if (!Arrays.equals(batches.get(next).bytes(), batch.bytes())) {
                throw new InvariantBroken(
                        "committed prefixes agree", text(batch) + " where others have " + text(batches.get(next)));
            }
            next++;
            return first;
        }

        private String text(Batch batch) {
            return "p" + peer + " commits " + Zxid.text(batch.firstZxid()) + " to " + Zxid.text(batch.lastZxid());
        }

        long lastZxid() {
            return next == 0 ? Zxid.NONE : batches.get(next - 1).lastZxid();
        }
    }
}
