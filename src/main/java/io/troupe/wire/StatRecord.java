package io.troupe.wire;

import io.troupe.model.Stat;

/** The 68 bytes of a Stat. */
final class StatRecord {
    static final int BYTES = 68;

    private StatRecord() {}

    static Stat read(ByteReader in) {
        return new Stat(
                in.readLong("czxid"),
                in.readLong("mzxid"),
                in.readLong("ctime"),
                in.readLong("mtime"),
                in.readInt("version"),
                in.readInt("cversion"),
                in.readInt("aversion"),
                in.readLong("ephemeralOwner"),
                in.readInt("dataLength"),
                in.readInt("numChildren"),
                in.readLong("pzxid"));
    }

    static void write(Stat stat, ByteWriter out) {
        out.writeLong(stat.czxid());
        out.writeLong(stat.mzxid());
        out.writeLong(stat.ctime());
        out.writeLong(stat.mtime());
        out.writeInt(stat.version());
        out.writeInt(stat.cversion());
        out.writeInt(stat.aversion());
        out.writeLong(stat.ephemeralOwner());
        out.writeInt(stat.dataLength());
        out.writeInt(stat.numChildren());
        out.writeLong(stat.pzxid());
    }
}
