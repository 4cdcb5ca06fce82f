package io.troupe.client.recipe;

import io.troupe.client.Client;

/** Tells a listener. */
final class ListeningTerm implements Term {
    private final Client client;
    private final LeadershipListener listener;
    private Runnable ended = () -> {};

    ListeningTerm(Client client, LeadershipListener listener) {
        this.client = client;
        this.listener = listener;
    }

    @Override
    public void begin(Held leadership, Runnable end) {
        ended = end;
        client.callbacks().execute(() -> listener.elected(leadership));
    }

    @Override
    public void end(String reason, boolean lost) {
        Runnable then = ended;
        client.callbacks().execute(() -> {
            try {
                listener.lost(reason);
            } finally {
                then.run();
            }
        });
    }
}
