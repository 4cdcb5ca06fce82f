package io.troupe.zab;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The bytes of a message: one byte that names its kind, then its fields in order. */
public final class MessageCodec {
    private static final byte NOTIFICATION = 1;
    private static final byte FOLLOWER_INFO = 2;
    private static final byte NEW_EPOCH = 3;
    private static final byte ACK_EPOCH = 4;
    private static final byte PROBE = 5;
    private static final byte PROBED = 6;
    private static final byte TRUNCATE = 7;
    private static final byte PROPOSE = 8;
    private static final byte NEW_LEADER = 9;
    private static final byte ACK_NEW_LEADER = 10;
    private static final byte UP_TO_DATE = 11;
    private static final byte ACK = 12;
    private static final byte COMMIT = 13;
    private static final byte HEARTBEAT = 14;
    private static final byte HEARTBEAT_REPLY = 15;
    private static final byte FAREWELL = 16;
    private static final byte FORWARD = 17;
    private static final byte SYNC_ASKED = 18;
    private static final byte SYNC_ANSWERED = 19;
    private static final byte TOUCHED = 20;
    private static final byte TOUCHES_CONFIRMED = 21;

    private MessageCodec() {}

    public static byte[] encode(Message message) {
        FrameWriter frame = new FrameWriter();
        if (!(writeJoining(frame, message) || writeSynchronizing(frame, message) || writeServing(frame, message))) {
            throw new IllegalArgumentException("no encoding for " + message);
        }
        return frame.toBytes();
    }

    private static boolean writeJoining(FrameWriter frame, Message message) {
        if (message instanceof Message.Notification it) {
            frame.writeByte(NOTIFICATION).writeByte(it.activity().ordinal()).writeInt(it.choice());
            writeStanding(frame.writeBoolean(it.reachesQuorum()), it.standing()).writeLong(it.epoch());
        } else if (message instanceof Message.FollowerInfo it) {
            writeStanding(frame.writeByte(FOLLOWER_INFO).writeLong(it.attempt()), it.standing())
                    .writeInt(it.rulesVersion());
        } else if (message instanceof Message.NewEpoch it) {
            frame.writeByte(NEW_EPOCH).writeLong(it.attempt()).writeLong(it.epoch());
            frame.writeLong(it.ensembleId()).writeBoolean(it.founding());
        } else if (message instanceof Message.AckEpoch it) {
            writeStanding(frame.writeByte(ACK_EPOCH).writeLong(it.attempt()).writeLong(it.epoch()), it.standing());
        } else {
            return false;
        }
        return true;
    }

    private static boolean writeSynchronizing(FrameWriter frame, Message message) {
        if (message instanceof Message.Probe it) {
            frame.writeByte(PROBE).writeLong(it.epoch()).writeLong(it.zxid());
        } else if (message instanceof Message.Probed it) {
            frame.writeByte(PROBED).writeLong(it.epoch()).writeLong(it.zxid()).writeLong(it.floorZxid());
        } else if (message instanceof Message.Truncate it) {
            frame.writeByte(TRUNCATE).writeLong(it.epoch()).writeLong(it.afterZxid());
        } else if (message instanceof Message.NewLeader it) {
            frame.writeByte(NEW_LEADER).writeLong(it.epoch()).writeLong(it.historyZxid());
            frame.writeLong(it.ensembleId());
        } else if (message instanceof Message.AckNewLeader it) {
            frame.writeByte(ACK_NEW_LEADER).writeLong(it.epoch());
        } else if (message instanceof Message.UpToDate it) {
            frame.writeByte(UP_TO_DATE).writeLong(it.epoch()).writeLong(it.commitZxid());
        } else if (message instanceof Message.Farewell it) {
            frame.writeByte(FAREWELL).writeLong(it.epoch());
        } else {
            return false;
        }
        return true;
    }

    private static boolean writeServing(FrameWriter frame, Message message) {
        if (message instanceof Message.Propose it) {
            frame.writeByte(PROPOSE).writeLong(it.epoch()).writeLong(it.commitZxid());
            frame.writeInt(it.batches().size());
            it.batches().forEach(batch -> frame.writeBytes(batch.bytes()));
        } else if (message instanceof Message.Ack it) {
            frame.writeByte(ACK).writeLong(it.epoch()).writeLong(it.zxid());
        } else if (message instanceof Message.Commit it) {
            frame.writeByte(COMMIT).writeLong(it.epoch()).writeLong(it.zxid());
        } else if (message instanceof Message.Heartbeat it) {
            frame.writeByte(HEARTBEAT)
                    .writeLong(it.epoch())
                    .writeLong(it.number())
                    .writeLong(it.commitZxid());
        } else if (message instanceof Message.HeartbeatReply it) {
            frame.writeByte(HEARTBEAT_REPLY).writeLong(it.epoch()).writeLong(it.number());
        } else if (message instanceof Message.Forward it) {
            frame.writeByte(FORWARD)
                    .writeLong(it.epoch())
                    .writeInt(it.submissions().size());
            it.submissions().forEach(part -> frame.writeInt(part.count()).writeBytes(part.parcel()));
        } else if (message instanceof Message.SyncAsked it) {
            frame.writeByte(SYNC_ASKED).writeLong(it.epoch()).writeLong(it.ticket());
        } else if (message instanceof Message.SyncAnswered it) {
            frame.writeByte(SYNC_ANSWERED)
                    .writeLong(it.epoch())
                    .writeLong(it.ticket())
                    .writeLong(it.zxid());
        } else if (message instanceof Message.Touched it) {
            frame.writeByte(TOUCHED).writeLong(it.epoch()).writeLong(it.number());
            frame.writeInt(it.sessions().length);
            for (long session : it.sessions()) {
                frame.writeLong(session);
            }
        } else if (message instanceof Message.TouchesConfirmed it) {
            frame.writeByte(TOUCHES_CONFIRMED).writeLong(it.epoch()).writeLong(it.number());
        } else {
            return false;
        }
        return true;
    }

    private static FrameWriter writeStanding(FrameWriter frame, Standing standing) {
        frame.writeLong(standing.enteredEpoch()).writeLong(standing.lastZxid());
        frame.writeLong(standing.promisedEpoch()).writeInt(standing.promisedTo());
        return frame.writeLong(standing.ensembleId());
    }

    /** Reads all that remains in {@code bytes}. @throws MalformedMessage where that is not exactly one message */
    public static Message decode(ByteBuffer bytes) {
        FrameReader frame = new FrameReader(bytes);
        Message message = read(frame.readByte(), frame);
        frame.end();
        return message;
    }

    private static Message read(byte kind, FrameReader frame) {
        return switch (kind) {
            case NOTIFICATION -> readNotification(frame);
            case FOLLOWER_INFO -> new Message.FollowerInfo(frame.readLong(), readStanding(frame), frame.readInt());
            case NEW_EPOCH ->
                new Message.NewEpoch(frame.readLong(), frame.readOrdinal(), frame.readLong(), frame.readBoolean());
            case ACK_EPOCH -> new Message.AckEpoch(frame.readLong(), frame.readOrdinal(), readStanding(frame));
            case PROBE -> new Message.Probe(frame.readOrdinal(), frame.readOrdinal());
            case PROBED -> new Message.Probed(frame.readOrdinal(), frame.readOrdinal(), frame.readOrdinal());
            case TRUNCATE -> new Message.Truncate(frame.readOrdinal(), frame.readOrdinal());
            case PROPOSE -> readPropose(frame);
            case NEW_LEADER -> new Message.NewLeader(frame.readOrdinal(), frame.readOrdinal(), frame.readLong());
            case ACK_NEW_LEADER -> new Message.AckNewLeader(frame.readOrdinal());
            case UP_TO_DATE -> new Message.UpToDate(frame.readOrdinal(), frame.readOrdinal());
            case ACK -> new Message.Ack(frame.readOrdinal(), frame.readOrdinal());
            case COMMIT -> new Message.Commit(frame.readOrdinal(), frame.readOrdinal());
            case HEARTBEAT -> new Message.Heartbeat(frame.readOrdinal(), frame.readLong(), frame.readOrdinal());
            case HEARTBEAT_REPLY -> new Message.HeartbeatReply(frame.readOrdinal(), frame.readLong());
            case FAREWELL -> new Message.Farewell(frame.readOrdinal());
            case FORWARD -> readForward(frame);
            case SYNC_ASKED -> new Message.SyncAsked(frame.readOrdinal(), frame.readLong());
            case SYNC_ANSWERED -> new Message.SyncAnswered(frame.readOrdinal(), frame.readLong(), frame.readOrdinal());
            case TOUCHED -> readTouched(frame);
            case TOUCHES_CONFIRMED -> new Message.TouchesConfirmed(frame.readOrdinal(), frame.readLong());
            default -> throw new MalformedMessage("no message is of kind " + kind);
        };
    }

    private static Message readNotification(FrameReader frame) {
        int ordinal = frame.readByte();
        Message.Activity[] activities = Message.Activity.values();
        if (ordinal < 0 || ordinal >= activities.length) {
            throw new MalformedMessage("no activity " + ordinal);
        }
        return new Message.Notification(
                activities[ordinal], frame.readInt(), frame.readBoolean(), readStanding(frame), frame.readOrdinal());
    }

    private static Message readPropose(FrameReader frame) {
        long epoch = frame.readOrdinal();
        long commitZxid = frame.readOrdinal();
        int count = frame.readCount(Integer.BYTES);
        List<Batch> batches = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            batches.add(Batch.decode(frame.readBytes()));
        }
        return new Message.Propose(epoch, batches, commitZxid);
    }

    private static Message readForward(FrameReader frame) {
        long epoch = frame.readOrdinal();
        int count = frame.readCount(2 * Integer.BYTES);
        List<Submission> submissions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int entries = frame.readInt();
            if (entries < 1) {
                throw new MalformedMessage("a submission of " + entries + " entries");
            }
            submissions.add(new Submission(entries, frame.readBytes()));
        }
        return new Message.Forward(epoch, submissions);
    }

    private static Message readTouched(FrameReader frame) {
        long epoch = frame.readOrdinal();
        long number = frame.readLong();
        long[] sessions = new long[frame.readCount(Long.BYTES)];
        for (int i = 0; i < sessions.length; i++) {
            sessions[i] = frame.readLong();
        }
        return new Message.Touched(epoch, number, sessions);
    }

    private static Standing readStanding(FrameReader frame) {
        return new Standing(
                frame.readOrdinal(), frame.readOrdinal(), frame.readOrdinal(), frame.readInt(), frame.readLong());
    }
}
