package io.troupe.server;

import io.troupe.admin.AdminSettings;
import io.troupe.admin.ControlPlane;
import io.troupe.metrics.Metrics;
import io.troupe.peer.Facts;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.typed.ActorSystem;

/** Puts a control plane beside an engine. */
final class OperatorView {
    private OperatorView() {}

    static ControlPlane start(
            PeerConfig config,
            Environment environment,
            ActorSystem<EngineActor.Command> engine,
            RoleBoard board,
            Metrics metrics) {
        AdminSettings settings = PeerWiring.admin(config);
        AtomicReference<Facts> latest = new AtomicReference<>(new Facts(0, 0, 0, 0, 0, 0, 0));
        EngineDesk desk = new EngineDesk(config, environment, engine, board, metrics, settings.askDeadline()) {
            @Override
            CompletionStage<Facts> facts() {
                return super.facts().thenApply(facts -> {
                    latest.set(facts);
                    return facts;
                });
            }
        };
        new Gauges(metrics, board).show(latest::get, config.voters().size());
        return ControlPlane.start(settings, desk);
    }
}
