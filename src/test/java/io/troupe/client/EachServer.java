package io.troupe.client;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One server of each kind for all tests of a class, and the actor system of their clients. */
public final class EachServer implements BeforeAllCallback, AfterAllCallback {
    private static final Duration BRIEF = Duration.ofSeconds(2);

    private final Map<ServerKind, ServerKind.Server> servers = new EnumMap<>(ServerKind.class);
    private ActorTestKit kit;

    @Override
    public void beforeAll(ExtensionContext context) {
        kit = ActorTestKit.create();
        for (ServerKind kind : ServerKind.values()) {
            servers.put(kind, kind.start());
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        servers.values().forEach(ServerKind.Server::close);
        kit.shutdownTestKit();
    }

    /** Where clients reach that kind. */
    public String at(ServerKind kind) {
        return servers.get(kind).connectString();
    }

    public Client client(ClientSettings settings) {
        return Client.open(settings, system());
    }

    /** One whose session ends two seconds after it was last heard of. */
    public Client client(String connectString) {
        return client(ClientSettings.of(connectString).withSessionTimeout(BRIEF));
    }

    public ActorSystem<?> system() {
        return kit.system();
    }

    public TestProbe<Object> probe() {
        return kit.createTestProbe();
    }
}
