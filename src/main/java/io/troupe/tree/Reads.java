package io.troupe.tree;

import io.troupe.model.Acl;
import io.troupe.model.ErrorCode;
import io.troupe.model.Identity;
import io.troupe.model.OpCode;
import io.troupe.model.Reply;
import io.troupe.model.Request;
import java.util.ArrayList;
import java.util.List;

/** Answers the reads of one connection from one subtree, and sets the watches that they ask for. */
final class Reads {
    private final Subtree subtree;
    private final long attachment;
    private final List<Identity> identities;

    Reads(Subtree subtree, long attachment, List<Identity> identities) {
        this.subtree = subtree;
        this.attachment = attachment;
        this.identities = identities;
    }

    /** @throws Rejected where there is an error, and then no watch is set but that of exists on a missing node */
    Reply answer(Request.Read read) {
        if (read instanceof Request.GetData getData) {
            return getData(getData);
        }
        if (read instanceof Request.Exists exists) {
            return exists(exists);
        }
        if (read instanceof Request.GetChildren getChildren) {
            return getChildren(getChildren);
        }
        if (read instanceof Request.GetAcl getAcl) {
            return getAcl(getAcl);
        }
        if (read instanceof Request.CheckWatches check) {
            return answerIf(WatchKinds.check(subtree.watches(), check, attachment));
        }
        return answerIf(WatchKinds.remove(subtree.watches(), (Request.RemoveWatches) read, attachment));
    }

    private static Reply answerIf(boolean watched) {
        if (!watched) {
            throw Rejected.with(ErrorCode.NO_WATCHER);
        }
        return Reply.Empty.EMPTY;
    }

    private Znode requireReadable(String path) {
        Znode node = subtree.require(path);
        Access.require(node.acl(), Acl.READ, identities);
        return node;
    }

    private Reply getData(Request.GetData request) {
        Znode node = requireReadable(request.path());
        if (request.watch()) {
            subtree.watches().addData(request.path(), attachment, identities);
        }
        return new Reply.OfData(node.data(), node.stat());
    }

    /** The only read that can wait for what is not there yet. */
    private Reply exists(Request.Exists request) {
        if (request.path().indexOf('\0') >= 0) {
            throw Rejected.with(ErrorCode.BAD_ARGUMENTS);
        }
        Znode node = subtree.find(request.path());
        if (node != null) {
            Access.require(node.acl(), Acl.READ, identities);
        }
        if (request.watch()) {
            subtree.watches().addData(request.path(), attachment, identities);
        }
        if (node == null) {
            throw Rejected.with(ErrorCode.NO_NODE);
        }
        return new Reply.OfStat(node.stat());
    }

    private Reply getChildren(Request.GetChildren request) {
        Znode node = requireReadable(request.path());
        if (request.watch()) {
            subtree.watches().addChildren(request.path(), attachment, identities);
        }
        List<String> names = new ArrayList<>(node.children());
        return request.opCode() == OpCode.GET_CHILDREN2
                ? new Reply.OfChildrenAndStat(names, node.stat())
                : new Reply.OfChildren(names);
    }

    private Reply getAcl(Request.GetAcl request) {
        Znode node = subtree.require(request.path());
        Access.require(node.acl(), Acl.READ | Acl.ADMIN, identities);
        boolean whole = Access.permits(node.acl(), Acl.ADMIN, identities);
        return new Reply.OfAcl(whole ? node.acl() : Access.masked(node.acl()), node.stat());
    }
}
