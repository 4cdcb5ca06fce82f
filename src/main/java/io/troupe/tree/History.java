package io.troupe.tree;

import io.troupe.model.Zxid;
import io.troupe.zab.Batch;
import io.troupe.zab.InvariantViolation;
import java.nio.ByteBuffer;

/** The entries a partition has been given: one after the other, none left out, none twice. */
final class History {
    /** What this code knows how to apply. A leader stamps no higher one as long as a voter does not know it. */
    static final int RULES_VERSION = 1;

    private long lastZxid;
    private int rulesVersion;
    private long stampMillis;

    /** Goes on after what is in {@code cut}. */
    History(CutHead cut) {
        lastZxid = cut.zxid();
        rulesVersion = cut.rulesVersion();
        stampMillis = cut.stampMillis();
    }

    /** The highest so far. */
    int rulesVersion() {
        return rulesVersion;
    }

    /** The latest so far. */
    long stampMillis() {
        return stampMillis;
    }

    long lastZxid() {
        return lastZxid;
    }

    /** Puts the entries of {@code batch} on {@code agenda}. @throws InvariantViolation where they do not follow */
    void take(Batch batch, Agenda agenda) {
        if (!follows(batch.firstZxid())) {
            throw new InvariantViolation("committed " + Zxid.text(batch.firstZxid()) + " does not follow "
                    + Zxid.text(lastZxid) + ": an entry is missing or given twice");
        }
        if (batch.rulesVersion() > RULES_VERSION) {
            throw new InvariantViolation(Zxid.text(batch.firstZxid()) + " is to be applied by rules version "
                    + batch.rulesVersion() + ", and this peer knows " + RULES_VERSION + ": install a newer release");
        }
        long zxid = batch.firstZxid();
        for (ByteBuffer parcel : batch.parcels()) {
            for (Entry entry : Parcel.decode(parcel)) {
                agenda.add(new Item.Committed(entry, zxid, batch.stampMillis(), zxid == batch.lastZxid()));
                zxid++;
            }
        }
        if (zxid != batch.lastZxid() + 1) {
            throw new InvariantViolation("the batch " + batch + " has " + (zxid - batch.firstZxid()) + " entries");
        }
        lastZxid = batch.lastZxid();
        rulesVersion = Math.max(rulesVersion, batch.rulesVersion());
        stampMillis = Math.max(stampMillis, batch.stampMillis());
    }

    private boolean follows(long zxid) {
        return zxid == lastZxid + 1 || Zxid.epochOf(zxid) > Zxid.epochOf(lastZxid) && Zxid.counterOf(zxid) == 1;
    }
}
