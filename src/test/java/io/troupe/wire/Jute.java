package io.troupe.wire;

import io.troupe.model.Acl;
import io.troupe.model.Stat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.jute.BinaryInputArchive;
import org.apache.jute.BinaryOutputArchive;
import org.apache.jute.OutputArchive;
import org.apache.jute.Record;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;

/** The real client's encoding, against which ours is held. */
final class Jute {

    private Jute() {}

    /** What the real client makes of these records, one after the other; null stands for none. */
    static byte[] encode(Record... records) {
        return encode(archive -> {
            for (Record record : records) {
                if (record != null) {
                    record.serialize(archive, "record");
                }
            }
        });
    }

    static byte[] encode(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writing.into(BinaryOutputArchive.getArchive(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Fills {@code record} from {@code bytes} and insists that none is left. */
    static <R extends Record> R decode(byte[] bytes, R record) {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        try {
            record.deserialize(BinaryInputArchive.getArchive(in), "record");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (in.available() > 0) {
            throw new AssertionError(in.available() + " bytes left of " + record);
        }
        return record;
    }

    static List<ACL> acl(List<Acl> acl) {
        if (acl == null) {
            return null;
        }
        return acl.stream()
                .map(a -> new ACL(
                        a.permissions(),
                        new Id(a.identity().scheme(), a.identity().id())))
                .toList();
    }

    static org.apache.zookeeper.data.Stat stat(Stat stat) {
        return new org.apache.zookeeper.data.Stat(
                stat.czxid(),
                stat.mzxid(),
                stat.ctime(),
                stat.mtime(),
                stat.version(),
                stat.cversion(),
                stat.aversion(),
                stat.ephemeralOwner(),
                stat.dataLength(),
                stat.numChildren(),
                stat.pzxid());
    }

    interface Writing {
        void into(OutputArchive archive) throws IOException;
    }
}
