package io.troupe.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The three probes. Each names its checks, so that whoever sees it fail also sees why. */
final class Health {
    private final AdminSettings settings;
    private final EngineView engine;
    private final ControlPlane.Asks asks;

    Health(AdminSettings settings, EngineView engine, ControlPlane.Asks asks) {
        this.settings = settings;
        this.engine = engine;
        this.asks = asks;
    }

    /** The process answers, and its engine does. Never depends on the quorum: a restart would not bring one back. */
    CompletionStage<HttpResponse> alive() {
        return engine.status().handle((status, failure) -> {
            Map<String, Object> checks = new LinkedHashMap<>();
            checks.put("engine", failure == null ? "ok" : "does not answer");
            return answer(failure == null, checks);
        });
    }

    CompletionStage<HttpResponse> startup() {
        return engine.status().handle((status, failure) -> {
            Map<String, Object> checks = new LinkedHashMap<>();
            boolean read = failure == null && status.logRead();
            checks.put("log", read ? "ok" : "is being read");
            return answer(read, checks);
        });
    }

    /** Leading or following, which both are only after synchronization, and close enough behind the leader. */
    CompletionStage<HttpResponse> ready() {
        BiFunction<PeerStatus, Ensemble, HttpResponse> both = (status, ensemble) -> {
            Map<String, Object> checks = new LinkedHashMap<>();
            boolean serves = !status.looks();
            checks.put("role", serves ? "ok" : "looks for a leader");
            checks.put("synchronized", serves ? "ok" : "not while it looks for a leader");
            Long lag = ensemble.peers().stream()
                    .filter(peer -> peer.id() == settings.myid())
                    .findFirst()
                    .map(Ensemble.Peer::lag)
                    .orElse(null);
            boolean near = lag == null || lag <= settings.readyLag();
            checks.put(
                    "lag",
                    lag == null
                            ? "not known; does not count"
                            : near ? "ok" : lag + " entries behind; at most " + settings.readyLag() + " are allowed");
            return answer(serves && near, checks);
        };
        return engine.status().thenCombine(asks.ensemble(), both).exceptionally(failure -> {
            Map<String, Object> checks = new LinkedHashMap<>();
            checks.put("engine", "does not answer");
            return answer(false, checks);
        });
    }

    private static HttpResponse answer(boolean up, Map<String, Object> checks) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", up ? "up" : "down");
        body.put("checks", checks);
        return Answers.json(up ? 200 : 503, body);
    }
}
