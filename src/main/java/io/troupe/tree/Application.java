package io.troupe.tree;

import io.troupe.model.Acl;
import io.troupe.model.ErrorCode;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One entry applied to what is in its reach. Total: what may not be done and what goes wrong are outcomes, and then
 * everything is as it was.
 */
final class Application {
    private final Call call;
    private final Changes changes = new Changes();

    private Application(Call call) {
        this.call = call;
    }

    /** Watches are told when the outcome is settled, for they are of this peer alone and must not have a part in it. */
    static Outcome of(Entry entry, long zxid, long stampMillis, Forest forest) {
        Application application = new Application(callOf(entry, zxid, stampMillis, forest));
        Reply reply;
        try {
            reply = application.apply(entry);
        } catch (Rejected rejected) {
            application.changes.unmakeAll();
            return Outcome.rejected(rejected.error());
        } catch (RuntimeException failure) {
            application.changes.unmakeAll();
            return Outcome.failed(failure);
        }
        return Outcome.of(reply, application.changes.fire(zxid));
    }

    private static Call callOf(Entry entry, long zxid, long stampMillis, Forest forest) {
        return entry instanceof Entry.ClientWrite write
                ? new Call(forest, zxid, stampMillis, write.session(), write.identities())
                : new Call(forest, zxid, stampMillis, 0, List.of());
    }

    private Reply apply(Entry entry) {
        if (entry instanceof Entry.ClientWrite write) {
            return write.request() instanceof Request.Multi multi
                    ? applyMulti(multi)
                    : make(changeFor(write.request()));
        }
        if (entry instanceof Entry.CloseSession close) {
            return deleteEphemeralsOf(close.session());
        }
        if (entry instanceof Entry.ExpireSession expire) {
            return deleteEphemeralsOf(expire.session());
        }
        if (entry instanceof Entry.Collect collect) {
            return make(Deletion.of(collect, call));
        }
        if (entry instanceof Entry.Unreadable) {
            throw Rejected.with(ErrorCode.MARSHALLING_ERROR);
        }
        return Reply.Empty.EMPTY;
    }

    private Change changeFor(Request.Write request) {
        return request instanceof Request.SetAcl setAcl
                ? AclChange.of(setAcl, call)
                : changeFor((Request.MultiOp) request);
    }

    private Change changeFor(Request.MultiOp operation) {
        if (operation instanceof Request.SetData setData) {
            return DataChange.of(setData, call);
        }
        if (operation instanceof Request.Create create) {
            return Creation.of(create, call);
        }
        return Deletion.of((Request.Delete) operation, call);
    }

    private Reply make(Change change) {
        changes.make(change);
        return change.reply();
    }

    /**
     * That one of its operations may not be done is no error of the multi: the header says Ok, and the results say it.
     */
    private Reply applyMulti(Request.Multi multi) {
        List<Request.MultiOp> operations = multi.operations();
        List<Reply.MultiResult> results = new ArrayList<>(operations.size());
        for (int i = 0; i < operations.size(); i++) {
            try {
                results.add(MultiReply.resultOf(operations.get(i), applyInMulti(operations.get(i))));
            } catch (Rejected rejected) {
                changes.unmakeAll();
                return MultiReply.failed(operations.size(), i, rejected.error());
            }
        }
        return new Reply.OfMulti(results);
    }

    private Reply applyInMulti(Request.MultiOp operation) {
        if (operation instanceof Request.Check check) {
            require(check);
            return Reply.Empty.EMPTY;
        }
        return make(changeFor(operation));
    }

    private void require(Request.Check check) {
        Paths.require(check.path());
        Znode node = call.forest().holding(check.path()).require(check.path());
        Access.require(node.acl(), Acl.READ, call.identities());
        Version.require(check.version(), node.version());
    }

    /** All of them under one zxid, by path: where they live must not show. */
    private Reply deleteEphemeralsOf(long session) {
        List<String> paths = new ArrayList<>();
        for (Subtree subtree : call.forest().subtrees()) {
            paths.addAll(subtree.ephemeralsOf(session));
        }
        Collections.sort(paths);
        for (String path : paths) {
            changes.make(Deletion.ofEphemeral(path, call));
        }
        return Reply.Empty.EMPTY;
    }
}
