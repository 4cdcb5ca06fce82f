package io.troupe.tree;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attachments that live on this peer, those that want to become one, and gone ones with writes on their way. */
final class Attachments {
    private final Map<Long, Attachment> byId = new HashMap<>();

    Attachment add(long id) {
        Attachment attachment = new Attachment(id);
        if (byId.putIfAbsent(id, attachment) != null) {
            throw new IllegalArgumentException("there is an attachment " + Long.toHexString(id) + " already");
        }
        return attachment;
    }

    /** Null if it does not live here. */
    @Nullable
    Attachment find(long id) {
        return byId.get(id);
    }

    /** Null if nobody is there to ask or to hear. */
    @Nullable
    Attachment live(long id) {
        Attachment attachment = byId.get(id);
        return attachment != null && attachment.isLive() ? attachment : null;
    }

    /** Forgets it if nothing will come of it any more. */
    void release(Attachment attachment) {
        if (attachment.ended() || !attachment.connected() && attachment.isClear()) {
            byId.remove(attachment.id(), attachment);
        }
    }

    int count() {
        return byId.size();
    }
}
