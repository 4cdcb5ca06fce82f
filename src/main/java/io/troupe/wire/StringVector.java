package io.troupe.wire;

import java.util.ArrayList;
import java.util.List;

/** Paths and names of children. */
final class StringVector {

    private StringVector() {}

    /** Neither the vector nor what is in it may be null: ZooKeeper answers MarshallingError to both. */
    static List<String> read(ByteReader in, String what) {
        int count = in.readCount(Integer.BYTES, what);
        if (count == ByteReader.NULL) {
            throw new MalformedFrame(what + " before " + in.position() + " are null");
        }
        List<String> strings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            strings.add(in.readRequiredString(what));
        }
        return strings;
    }

    static void write(List<String> strings, ByteWriter out) {
        out.writeInt(strings.size());
        for (int i = 0; i < strings.size(); i++) {
            out.writeString(strings.get(i));
        }
    }
}
