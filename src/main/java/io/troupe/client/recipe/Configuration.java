package io.troupe.client.recipe;

import io.troupe.client.Client;
import io.troupe.client.CreateOptions;
import io.troupe.model.Stat;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Props;

/**
 * A typed value at one znode, and each change of it, over lost connections and sessions. Safe for use by many threads;
 * nothing blocks.
 */
public final class Configuration<T> implements AutoCloseable {
    private final Client client;
    private final String path;
    private final Codec<T> codec;
    private volatile Optional<Snapshot<T>> current = Optional.empty();
    private final ActorRef<ConfigurationActor.Command> actor;

    private Configuration(Client client, String path, Codec<T> codec, ConfigurationListener<T> listener) {
        this.client = client;
        this.path = path;
        this.codec = codec;
        this.actor = client.system()
                .systemActorOf(
                        ConfigurationActor.create(client, path, codec, keeping(listener)),
                        "troupe-configuration-" + client.environment().uniqueName(),
                        Props.empty());
    }

    /** Watches {@code path} from now on. It need not be there. */
    public static <T> Configuration<T> watch(
            Client client, String path, Codec<T> codec, ConfigurationListener<T> listener) {
        return new Configuration<>(client, path, codec, listener);
    }

    /** What the listener was told last. */
    public Optional<Snapshot<T>> current() {
        return current;
    }

    /** Makes it, parents too. Fails where it is there. */
    public CompletionStage<String> create(T value) {
        return client.create(
                path, codec.encode(value), CreateOptions.PERSISTENT.with(CreateOptions.Parents.PERSISTENT));
    }

    /** Replaces the value of this version, or of any for -1; where it has another the stage fails. */
    public CompletionStage<Stat> write(T value, int version) {
        return client.write(path, codec.encode(value), version);
    }

    @Override
    public void close() {
        actor.tell(ConfigurationActor.Close.CLOSE);
    }

    /** Keeps what the listener is told. */
    private ConfigurationListener<T> keeping(ConfigurationListener<T> listener) {
        return new ConfigurationListener<>() {
            @Override
            public void changed(Optional<Snapshot<T>> value) {
                current = value;
                listener.changed(value);
            }

            @Override
            public void unreadable(String reason) {
                listener.unreadable(reason);
            }
        };
    }
}
