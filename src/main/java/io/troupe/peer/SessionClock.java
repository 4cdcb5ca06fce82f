package io.troupe.peer;

import java.util.List;

/** placeholder */
public final class SessionClock {
    public record Due(long session, long attachment) {}

    public SessionClock(long tickMillis) {}

    public void held(long session, long attachment, int timeoutMillis) {}

    public void gone(long session) {}

    public void touched(long session) {}

    public List<Due> advance(long monotonicMillis) {
        return List.of();
    }
}
