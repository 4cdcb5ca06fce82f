package io.troupe.tree;

import io.troupe.model.ErrorCode;
import io.troupe.model.WatchEvent;
import io.troupe.model.Zxid;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What an attachment is told, as lines that a test can read: {@code @7 OK "data"}, {@code NODE_CREATED /a @7}. */
final class Told {
    private static final int STAT_BYTES = 68;

    private Told() {}

    static List<String> lines(ClientOutput output) {
        List<String> lines = new ArrayList<>();
        for (ClientEvent event : output.events()) {
            if (event instanceof ClientEvent.Answers answers) {
                answers.answers().forEach(answer -> lines.add(line(answer)));
            } else if (event instanceof ClientEvent.Connected connected) {
                lines.add("connected to " + connected.sessionId() + " @" + Zxid.counterOf(connected.zxid()));
            } else if (event instanceof ClientEvent.Refused refused) {
                lines.add("refused " + refused.reason());
            } else if (event instanceof ClientEvent.Ended ended) {
                lines.add("ended " + ended.reason());
            }
        }
        return lines;
    }

    private static String line(Answer answer) {
        if (answer instanceof Answer.Event event) {
            WatchEvent watch = event.event();
            long at = watch.zxid() < 0 ? watch.zxid() : Zxid.counterOf(watch.zxid());
            return watch.type() + " " + watch.path() + " @" + at;
        }
        Answer.Reply reply = (Answer.Reply) answer;
        String header = "@" + Zxid.counterOf(reply.zxid()) + " " + reply.error();
        return reply.error() == ErrorCode.OK && reply.body() != null ? header + text(reply.body()) : header;
    }

    /** The string or buffer that most bodies open with; nothing where there is none, or something else. */
    private static String text(byte[] body) {
        if (body.length <= 4 || body.length == STAT_BYTES) {
            return "";
        }
        int length = ByteBuffer.wrap(body).getInt();
        return length < 0 || length > body.length - 4 ? "" : " " + new String(body, 4, length, StandardCharsets.UTF_8);
    }
}
