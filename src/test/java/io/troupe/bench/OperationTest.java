package io.troupe.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.model.Request;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests are encoded once; what changes is put in when they are sent. */
class OperationTest {
    private static final int HEADER_BYTES = 12;

    @Test
    void eachRequestOfAnOperationGetsTheNextXid() {
        Operation operation = Operation.of(
                "two",
                new Operation.Part(new Request.Sync("/a"), 6),
                new Operation.Part(new Request.Delete("/a", -1), 0));
        ByteBuffer out = ByteBuffer.allocate(200);

        operation.put(out, 41);

        int second = Integer.BYTES + out.getInt(0);
        assertThat(out.getInt(Integer.BYTES)).isEqualTo(41);
        assertThat(out.getInt(second + Integer.BYTES)).isEqualTo(42);
        assertThat(out.position()).isEqualTo(operation.bytes());
        assertThat(operation.requests()).isEqualTo(2);
        assertThat(operation.replyBytes(0)).isEqualTo(22);
    }

    @Test
    void theNameThatASequentialCreateWasGivenIsWhatIsDeleted() {
        Operation delete = Operation.of("delete", new Operation.Part(new Request.Delete("/q-0000000000", -1), 0));
        Operation.FollowUp followUp = new Operation.FollowUp(delete, "/q-0000000000".length());
        ByteBuffer reply = ByteBuffer.allocate(64).position(20);
        reply.putInt(13).put("/q-0000000042".getBytes(StandardCharsets.US_ASCII));

        ByteBuffer out = ByteBuffer.allocate(100);
        followUp.after(reply, 20).put(out, 1);

        String sent = new String(out.array(), HEADER_BYTES + Integer.BYTES, 13, StandardCharsets.US_ASCII);
        assertThat(sent).isEqualTo("/q-0000000042");
    }

    @Test
    void aNameOfAnotherLengthIsNotCutToFit() {
        Operation delete = Operation.of("delete", new Operation.Part(new Request.Delete("/q-0000000000", -1), 0));
        Operation.FollowUp followUp = new Operation.FollowUp(delete, 13);

        assertThatThrownBy(() -> followUp.after(ByteBuffer.allocate(64).putInt(0, 14), 0))
                .isInstanceOf(BenchError.class);
    }

    @Test
    void aScriptGoesRoundAndKnowsWhereItMayEnd() {
        Operation make = Operation.of("make", new Operation.Part(new Request.Sync("/a"), 0));
        Operation remove = Operation.of("remove", new Operation.Part(new Request.Sync("/a"), 0));
        Script script = new Script(List.of(make, remove, make, remove), 2, 1);

        assertThat(script.isAtRest()).isTrue();
        assertThat(script.next()).isSameAs(make);
        assertThat(script.isAtRest()).isFalse();
        assertThat(script.next()).isSameAs(remove);
        assertThat(script.isAtRest()).isTrue();
        assertThat(script.next()).isSameAs(make);
    }
}
