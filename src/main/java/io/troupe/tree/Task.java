package io.troupe.tree;

import io.troupe.model.ErrorCode;
import io.troupe.model.Identity;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import io.troupe.model.WatchEvent;
import io.troupe.wire.ReplyEncoder;
import java.util.ArrayList;
import java.util.List;

/** What one item of a round asks of the part of the tree that it concerns. */
sealed interface Task {

    Done on(Forest forest);

    /** {@code heard} where who asked lives on this peer; otherwise nobody needs the reply. */
    record Applying(Entry entry, long zxid, long stampMillis, boolean heard) implements Task {
        @Override
        public Done on(Forest forest) {
            Outcome outcome = Application.of(entry, zxid, stampMillis, forest);
            Reply reply = outcome.reply();
            byte[] body = heard && reply != null ? ReplyEncoder.body(reply) : null;
            return new Done(outcome.error(), body, outcome.fired(), List.of(), outcome.failure());
        }
    }

    record Reading(String path, Request.Read read, long attachment, List<Identity> identities) implements Task {
        @Override
        public Done on(Forest forest) {
            ReadResult result = forest.holding(path).read(read, attachment, identities);
            return new Done(result.error(), result.body(), fired(result.missed()), List.of(), result.failure());
        }

        private List<Fired> fired(List<WatchEvent> missed) {
            if (missed.isEmpty()) {
                return List.of();
            }
            List<Fired> fired = new ArrayList<>(missed.size());
            for (WatchEvent event : missed) {
                fired.add(new Fired(attachment, event));
            }
            return fired;
        }
    }

    record Forgetting(long attachment) implements Task {
        @Override
        public Done on(Forest forest) {
            for (Subtree subtree : forest.subtrees()) {
                subtree.forget(attachment);
            }
            return Done.NOTHING;
        }
    }

    record Scanning(long nowMillis, long neverUsedMillis, int max) implements Task {
        @Override
        public Done on(Forest forest) {
            List<Entry.Collect> found = new ArrayList<>();
            for (Subtree subtree : forest.subtrees()) {
                found.addAll(subtree.collectable(nowMillis, neverUsedMillis, max - found.size()));
            }
            return new Done(ErrorCode.OK, null, List.of(), found, null);
        }
    }
}
