package io.troupe.admin;

import io.troupe.model.Reply;
import io.troupe.model.Request;
import io.troupe.peer.ReplicaActor.SessionsHeld;
import io.troupe.session.ClientsActor;
import io.troupe.wire.ServerReport;
import io.troupe.wire.ServerSettings;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The engine, as far as the control plane may know it: it can be asked and not told. Any thread may ask. What is not
 * answered in time fails; what the engine does never waits for an answer.
 */
public interface EngineView {
    /** What this peer is; without the fields that only the control plane knows. */
    CompletionStage<PeerStatus> status();

    /** As the four-letter words have it; empty while this peer does not serve. */
    CompletionStage<Optional<ServerReport>> report();

    CompletionStage<ClientsActor.Clients> clients();

    CompletionStage<SessionsHeld> sessions(long afterId, int max);

    /** One read with the rights of anybody, of this peer's replica as it stands. */
    CompletionStage<Seen> look(Request.Read read);

    /** {@code reply} is there where {@code error} is OK. */
    record Seen(io.troupe.model.ErrorCode error, Optional<Reply> reply) {}

    ServerSettings settings();

    /** Properties of the JVM that ZooKeeper shows, sorted. */
    Map<String, String> environment();

    /** In the text format of Prometheus. */
    String metrics();

    long monotonicMillis();
}
