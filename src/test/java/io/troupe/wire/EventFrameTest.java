package io.troupe.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.model.ErrorCode;
import io.troupe.model.WatchEvent;
import java.nio.ByteBuffer;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.proto.WatcherEvent;
import org.junit.jupiter.api.Test;

class EventFrameTest {

    @Test
    void eventIsThatOfTheRealServerWithTheZxidOfWhatFiredIt() {
        for (WatchEvent.Type type : WatchEvent.Type.values()) {
            WatchEvent event = new WatchEvent(type, "/a/\u00e9", 0x1_0000_0002L);
            ByteWriter out = new ByteWriter();
            EventFrame.write(event, out);
            byte[] expected = Jute.encode(
                    new org.apache.zookeeper.proto.ReplyHeader(-1, event.zxid(), 0),
                    new WatcherEvent(type.code(), KeeperState.SyncConnected.getIntValue(), event.path()));
            ByteBuffer framed = out.toByteBuffer();
            assertThat(framed.getInt()).isEqualTo(expected.length);
            assertThat(framed).isEqualTo(ByteBuffer.wrap(expected));

            ByteReader in = new ByteReader(expected);
            ReplyHeader header = ReplyDecoder.header(in);
            assertThat(header).isEqualTo(new ReplyHeader(Xid.EVENT, event.zxid(), ErrorCode.OK));
            assertThat(EventFrame.readBody(header, in)).isEqualTo(event);
        }
    }

    @Test
    void typesHaveTheRealClientsNumbers() {
        assertThat(WatchEvent.Type.NODE_CREATED.code()).isEqualTo(EventType.NodeCreated.getIntValue());
        assertThat(WatchEvent.Type.NODE_DELETED.code()).isEqualTo(EventType.NodeDeleted.getIntValue());
        assertThat(WatchEvent.Type.NODE_DATA_CHANGED.code()).isEqualTo(EventType.NodeDataChanged.getIntValue());
        assertThat(WatchEvent.Type.NODE_CHILDREN_CHANGED.code()).isEqualTo(EventType.NodeChildrenChanged.getIntValue());
    }

    @Test
    void eventOfAnotherTypeIsRefused() {
        byte[] body = Jute.encode(new WatcherEvent(9, 3, "/a"));
        ReplyHeader header = new ReplyHeader(Xid.EVENT, 1, ErrorCode.OK);
        assertThatThrownBy(() -> EventFrame.readBody(header, new ByteReader(body)))
                .isInstanceOf(MalformedFrame.class)
                .hasMessage("no event has the type 9");
    }
}
