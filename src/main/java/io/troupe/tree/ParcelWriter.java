package io.troupe.tree;

import static java.util.Objects.requireNonNull;

import io.troupe.model.Identity;
import io.troupe.wire.ByteWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Encodes one parcel. */
final class ParcelWriter {
    private final ByteWriter out = new ByteWriter();
    private final Map<List<Identity>, Integer> places = new HashMap<>();

    byte[] write(List<PendingEntry> entries) {
        writeIdentities(entries);
        out.writeInt(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            write(entries.get(i));
        }
        return out.toByteArray();
    }

    private void writeIdentities(List<PendingEntry> entries) {
        List<List<Identity>> lists = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof PendingEntry.Write write
                    && places.putIfAbsent(write.identities(), lists.size()) == null) {
                lists.add(write.identities());
            }
        }
        out.writeInt(lists.size());
        for (List<Identity> identities : lists) {
            out.writeInt(identities.size());
            for (Identity identity : identities) {
                out.writeString(identity.scheme());
                out.writeString(identity.id());
            }
        }
    }

    private void write(PendingEntry entry) {
        if (entry instanceof PendingEntry.Write write) {
            writeHead(EntryKind.CLIENT_WRITE, write.session(), write.attachment());
            out.writeLong(write.sequence());
            out.writeInt(requireNonNull(places.get(write.identities()), "its identities stand before it"));
            out.writeInt(write.opCode());
            out.writeBuffer(write.body());
        } else if (entry instanceof Entry.CloseSession close) {
            writeHead(EntryKind.CLOSE_SESSION, close.session(), close.attachment());
            out.writeLong(close.sequence());
        } else if (entry instanceof Entry.CreateSession create) {
            writeHead(EntryKind.CREATE_SESSION, create.session(), create.attachment());
            out.writeBuffer(create.secret());
            out.writeInt(create.timeoutMillis());
        } else if (entry instanceof Entry.AttachSession attach) {
            writeHead(EntryKind.ATTACH_SESSION, attach.session(), attach.attachment());
            out.writeBuffer(attach.secret());
            out.writeInt(attach.timeoutMillis());
            out.writeLong(attach.replaces());
        } else if (entry instanceof Entry.ExpireSession expire) {
            writeHead(EntryKind.EXPIRE_SESSION, expire.session(), expire.attachment());
        } else if (entry instanceof Entry.Collect collect) {
            out.writeInt(EntryKind.COLLECT);
            out.writeString(collect.path());
            out.writeLong(collect.czxid());
        }
    }

    private void writeHead(int kind, long session, long attachment) {
        out.writeInt(kind);
        out.writeLong(session);
        out.writeLong(attachment);
    }
}
