package io.troupe.wire;

import io.troupe.model.OpCode;
import io.troupe.model.Request;
import java.io.IOException;
import org.apache.jute.InputArchive;
import org.apache.jute.OutputArchive;
import org.apache.jute.Record;
import org.apache.zookeeper.proto.AuthPacket;
import org.apache.zookeeper.proto.CheckVersionRequest;
import org.apache.zookeeper.proto.CheckWatchesRequest;
import org.apache.zookeeper.proto.CreateRequest;
import org.apache.zookeeper.proto.CreateTTLRequest;
import org.apache.zookeeper.proto.DeleteRequest;
import org.apache.zookeeper.proto.ExistsRequest;
import org.apache.zookeeper.proto.GetACLRequest;
import org.apache.zookeeper.proto.GetChildren2Request;
import org.apache.zookeeper.proto.GetChildrenRequest;
import org.apache.zookeeper.proto.GetDataRequest;
import org.apache.zookeeper.proto.MultiHeader;
import org.apache.zookeeper.proto.RemoveWatchesRequest;
import org.apache.zookeeper.proto.RequestHeader;
import org.apache.zookeeper.proto.SetACLRequest;
import org.apache.zookeeper.proto.SetDataRequest;
import org.apache.zookeeper.proto.SetWatches;
import org.apache.zookeeper.proto.SyncRequest;

/** The real client's record for each request of ours. */
final class JuteRequests {

    private JuteRequests() {}

    /** The frame that the real client would send, without its length. */
    static byte[] frame(int xid, Request request) {
        return Jute.encode(new RequestHeader(xid, request.opCode()), of(request));
    }

    static Record of(Request request) {
        if (request instanceof Request.MultiOp operation) {
            return ofMultiOp(operation);
        } else if (request instanceof Request.SetAcl setAcl) {
            return new SetACLRequest(setAcl.path(), Jute.acl(setAcl.acl()), setAcl.aclVersion());
        } else if (request instanceof Request.Multi multi) {
            return new MultiRecord(multi);
        } else if (request instanceof Request.Read read) {
            return ofRead(read);
        } else if (request instanceof Request.Sync sync) {
            return new SyncRequest(sync.path());
        } else if (request instanceof Request.Auth auth) {
            return new AuthPacket(0, auth.scheme(), auth.credential());
        }
        return null;
    }

    private static Record ofMultiOp(Request.MultiOp operation) {
        if (operation instanceof Request.Delete delete) {
            return new DeleteRequest(delete.path(), delete.version());
        } else if (operation instanceof Request.SetData setData) {
            return new SetDataRequest(setData.path(), setData.data(), setData.version());
        } else if (operation instanceof Request.Check check) {
            return new CheckVersionRequest(check.path(), check.version());
        }
        Request.Create create = (Request.Create) operation;
        if (create.opCode() == OpCode.CREATE_TTL) {
            return new CreateTTLRequest(
                    create.path(), create.data(), Jute.acl(create.acl()), create.flags(), create.ttlMillis());
        }
        return new CreateRequest(create.path(), create.data(), Jute.acl(create.acl()), create.flags());
    }

    private static Record ofRead(Request.Read read) {
        if (read instanceof Request.Exists exists) {
            return new ExistsRequest(exists.path(), exists.watch());
        } else if (read instanceof Request.GetData getData) {
            return new GetDataRequest(getData.path(), getData.watch());
        } else if (read instanceof Request.GetAcl getAcl) {
            return new GetACLRequest(getAcl.path());
        } else if (read instanceof Request.GetChildren get) {
            return get.opCode() == OpCode.GET_CHILDREN
                    ? new GetChildrenRequest(get.path(), get.watch())
                    : new GetChildren2Request(get.path(), get.watch());
        } else if (read instanceof Request.CheckWatches check) {
            return new CheckWatchesRequest(check.path(), check.kind());
        } else if (read instanceof Request.RemoveWatches remove) {
            return new RemoveWatchesRequest(remove.path(), remove.kind());
        }
        Request.SetWatches set = (Request.SetWatches) read;
        return new SetWatches(set.relativeZxid(), set.data(), set.exists(), set.children());
    }

    /** MultiOperationRecord makes no create2, so this writes what it would; another test holds the two together. */
    private record MultiRecord(Request.Multi multi) implements Record {
        @Override
        public void serialize(OutputArchive archive, String tag) throws IOException {
            for (Request.MultiOp operation : multi.operations()) {
                new MultiHeader(operation.opCode(), false, -1).serialize(archive, tag);
                ofMultiOp(operation).serialize(archive, tag);
            }
            new MultiHeader(-1, true, -1).serialize(archive, tag);
        }

        @Override
        public void deserialize(InputArchive archive, String tag) {
            throw new UnsupportedOperationException();
        }
    }
}
