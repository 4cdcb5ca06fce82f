package io.troupe.client;

import io.troupe.model.Request;
import io.troupe.wire.ByteWriter;
import io.troupe.wire.ConnectRequest;
import io.troupe.wire.ConnectResponse;
import io.troupe.wire.Handshake;
import io.troupe.wire.MalformedFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * One session as its client sees it, over all its connections: {@code step(input, now) -> effects}. It seeks a peer,
 * attaches, keeps the session alive, and says when the session is lost: by the clock that it is handed, at the end of
 * its {@link Lease}. What is said over a connection is its {@link Exchange}. Pure: no clock, no chance but what is
 * handed in, no socket.
 */
final class SessionCore {
    private enum Phase {
        NOT_BEGUN,
        PAUSED,
        DIALING,
        GREETING,
        LIVE,
        CLOSING,
        CLOSED
    }

    private static final long SHORTEST_ATTEMPT_MILLIS = 100;

    private final CoreSettings settings;
    private final HostWalk walk;
    private final Backoff backoff;
    private final Lease lease = new Lease();
    private final Exchange exchange;
    private List<Effect> effects = new ArrayList<>();

    private Phase phase = Phase.NOT_BEGUN;
    private ConnectionState state = ConnectionState.CONNECTING;
    private long sessionId;
    private byte[] secret = new byte[ConnectResponse.SECRET_BYTES];
    private int attempt;
    private Host host;
    private long phaseEndMillis;
    private long greetedMillis;
    private String lastProblem = "no server has been tried yet";
    private String closeReason = "closed";

    SessionCore(CoreSettings settings, HostWalk walk, Backoff backoff) {
        this.settings = settings;
        this.walk = walk;
        this.backoff = backoff;
        this.host = walk.preferred().get(0);
        this.exchange = new Exchange(settings, lease, host, effect -> effects.add(effect));
    }

    List<Effect> step(Input input, long nowMillis) {
        effects = new ArrayList<>();
        watchTheClock(nowMillis);
        if (input instanceof Input.Submit submit) {
            submit(submit.call(), nowMillis);
        } else if (input instanceof Input.Arrived arrived && arrived.attempt() == attempt) {
            arrived(arrived.frames(), nowMillis);
        } else if (input instanceof Input.Opened opened && opened.attempt() == attempt && phase == Phase.DIALING) {
            greet(nowMillis);
        } else if (input instanceof Input.Broken broken && broken.attempt() == attempt) {
            broken(broken.reason(), nowMillis);
        } else if (input instanceof Input.Begin && phase == Phase.NOT_BEGUN) {
            dialNext(nowMillis);
        } else if (input instanceof Input.Close close) {
            close(close.reason(), nowMillis);
        }
        if (phase == Phase.LIVE) {
            exchange.pump(sessionId, nowMillis);
        }
        return effects;
    }

    ConnectionState state() {
        return state;
    }

    long sessionId() {
        return sessionId;
    }

    /** When the session may have expired, if nothing more is heard; 0 where there is none. */
    long leaseEndMillis() {
        return sessionId == 0 ? 0 : lease.endMillis();
    }

    boolean closed() {
        return phase == Phase.CLOSED;
    }

    /** When the next {@link Input.Tick} is wanted, at the latest. */
    long wakeMillis() {
        long wake = exchange.wakeMillis();
        if (phase == Phase.LIVE) {
            wake = Math.min(wake, exchange.pinging() ? silenceEndMillis() : pingDueMillis());
        } else if (phase != Phase.NOT_BEGUN && phase != Phase.CLOSED) {
            wake = Math.min(wake, phaseEndMillis);
        }
        return sessionId == 0 ? wake : Math.min(wake, lease.endMillis());
    }

    private long pingDueMillis() {
        return lease.confirmedMillis() + lease.timeoutMillis() / 3;
    }

    private long silenceEndMillis() {
        return lease.confirmedMillis() + lease.timeoutMillis() * 2 / 3;
    }

    // ---- time

    private void watchTheClock(long now) {
        if (phase == Phase.CLOSED) {
            return;
        }
        if (sessionId != 0 && now >= lease.endMillis()) {
            lose(
                    "no server has confirmed the session for its time-out of " + lease.timeoutMillis() + " ms; "
                            + lastProblem,
                    now);
        }
        for (Call call : exchange.overdue(now)) {
            exchange.fail(call, late(call));
        }
        if (phase == Phase.LIVE) {
            watchTheServer(now);
        } else if (now >= phaseEndMillis) {
            phaseEnded(now);
        }
    }

    private void watchTheServer(long now) {
        if (now >= silenceEndMillis()) {
            breakOff(host + " has been silent for two thirds of the session's time-out", now);
        } else if (!exchange.pinging() && now >= pingDueMillis()) {
            exchange.ping(now);
        }
    }

    private void phaseEnded(long now) {
        switch (phase) {
            case PAUSED -> dialNext(now);
            case DIALING -> breakOff(host + " did not accept a connection in time", now);
            case GREETING -> breakOff(host + " accepted the connection and did not answer the handshake in time", now);
            case CLOSING -> finish();
            default -> {}
        }
    }

    private ClientException late(Call call) {
        Call.Question asked = call.question();
        if (exchange.isInFlight(call) && call.writes()) {
            String problem = host + " did not answer before the deadline";
            return new OutcomeUnknown(asked.operation(), asked.path(), call.cxid(), false, problem);
        }
        String why = !state.connected()
                ? "no connection: " + lastProblem
                : host + " has not answered" + (exchange.proven() ? "" : "; before: " + lastProblem);
        return new DeadlineExceeded(asked.operation(), asked.path(), "the deadline passed; " + why);
    }

    // ---- connections

    private void dialNext(long now) {
        if (walk.exhausted()) {
            walk.begin();
        }
        host = walk.next();
        attempt++;
        phase = Phase.DIALING;
        long patience = patienceMillis(now);
        phaseEndMillis = now + patience;
        effects.add(new Effect.Dial(attempt, host, patience));
    }

    /** While a session lives, every peer should get its turn within what is left of the session's time. */
    private long patienceMillis(long now) {
        long left = sessionId == 0 ? settings.timeoutMillis() : lease.endMillis() - now;
        long share = left / (walk.preferred().size() + 1L);
        return Math.min(settings.attemptMillis(), Math.max(share, SHORTEST_ATTEMPT_MILLIS));
    }

    private void greet(long now) {
        phase = Phase.GREETING;
        phaseEndMillis = now + patienceMillis(now);
        greetedMillis = now;
        ByteWriter out = new ByteWriter();
        Handshake.writeRequest(
                new ConnectRequest(0, exchange.lastZxid(), settings.timeoutMillis(), sessionId, secret, false, true),
                out);
        effects.add(new Effect.Send(attempt, out.takeByteArray()));
    }

    private void arrived(List<byte[]> frames, long now) {
        int current = attempt;
        try {
            for (byte[] frame : frames) {
                if (attempt != current || phase == Phase.CLOSED || phase == Phase.PAUSED) {
                    return;
                }
                if (phase == Phase.GREETING) {
                    greeted(Handshake.readResponse(frame), now);
                } else {
                    read(frame, now);
                }
            }
        } catch (MalformedFrame malformed) {
            breakOff(host + " does not speak the protocol: " + malformed.getMessage(), now);
        }
    }

    private void greeted(ConnectResponse response, long now) {
        if (response.timeoutMillis() <= 0) {
            refused(now);
            return;
        }
        if (response.sessionId() == 0) {
            throw new MalformedFrame("a session without a number");
        }
        boolean known = sessionId == response.sessionId();
        sessionId = response.sessionId();
        secret = response.secret();
        lease.begin(greetedMillis, response.timeoutMillis());
        phase = Phase.LIVE;
        exchange.begin(attempt, host);
        change(known ? ConnectionState.RECONNECTED : ConnectionState.CONNECTED, "attached at " + host);
    }

    private void refused(long now) {
        if (sessionId == 0) {
            throw new MalformedFrame("a refused session that was never begun");
        }
        lose(host + " says that the session has expired", now);
    }

    private void read(byte[] frame, long now) {
        switch (exchange.read(frame)) {
            case SESSION_EXPIRED -> lose(host + " says that the session has expired", now);
            case SESSION_CLOSED -> finish();
            case AUTHENTICATION_REFUSED -> {
                closeReason = "the server refused the authentication";
                finish();
            }
            default -> {}
        }
        if (exchange.proven()) {
            backoff.reset();
        }
    }

    private void broken(String reason, long now) {
        if (phase == Phase.CLOSING) {
            finish();
        } else if (phase == Phase.DIALING || phase == Phase.GREETING || phase == Phase.LIVE) {
            breakOff(reason, now);
        }
    }

    /** This connection is of no use any more. */
    private void breakOff(String reason, long now) {
        boolean proven = phase == Phase.LIVE && exchange.proven();
        lastProblem = reason;
        effects.add(new Effect.HangUp(attempt));
        exchange.broken(reason, false);
        if (phase == Phase.CLOSING) {
            finish();
            return;
        }
        if (phase == Phase.LIVE) {
            change(ConnectionState.SUSPENDED, reason);
        }
        if (proven) {
            walk.beginWithout(host);
            dialNext(now);
        } else if (walk.exhausted()) {
            pause(now);
        } else {
            dialNext(now);
        }
    }

    private void pause(long now) {
        attempt++;
        phase = Phase.PAUSED;
        phaseEndMillis = now + backoff.nextMillis();
    }

    /** The session is over for this client, whatever a server may still think: it is never attached to again. */
    private void lose(String reason, long now) {
        change(ConnectionState.LOST, reason);
        forget();
        if (phase == Phase.CLOSING) {
            finish();
            return;
        }
        boolean attached = phase == Phase.GREETING || phase == Phase.LIVE;
        exchange.lost(reason);
        if (attached) {
            effects.add(new Effect.HangUp(attempt));
            walk.begin();
            dialNext(now);
        }
    }

    private void forget() {
        sessionId = 0;
        secret = new byte[ConnectResponse.SECRET_BYTES];
    }

    // ---- requests and the end

    private void submit(Call call, long now) {
        Call.Question asked = call.question();
        if (phase == Phase.CLOSING || phase == Phase.CLOSED) {
            exchange.fail(call, new ClientClosed(asked.operation(), asked.path(), closeReason));
        } else if (settings.failWhenFull() && exchange.full()) {
            String problem = settings.outstandingMax() + " requests are outstanding";
            exchange.fail(call, new TooManyRequests(asked.operation(), asked.path(), problem));
        } else if (asked.request() instanceof Request.Auth auth) {
            exchange.authenticate(auth, call, phase == Phase.LIVE);
        } else if (asked.deadlineMillis() <= now) {
            exchange.fail(call, late(call));
        } else {
            exchange.add(call);
        }
    }

    private void close(String reason, long now) {
        if (phase == Phase.CLOSING || phase == Phase.CLOSED) {
            return;
        }
        closeReason = reason;
        if (phase != Phase.LIVE) {
            finish();
            return;
        }
        exchange.pump(sessionId, now);
        phase = Phase.CLOSING;
        phaseEndMillis = now + settings.closeMillis();
        exchange.close();
    }

    private void finish() {
        if (phase == Phase.CLOSED) {
            return;
        }
        phase = Phase.CLOSED;
        effects.add(new Effect.HangUp(attempt));
        exchange.end(closeReason);
        change(ConnectionState.CLOSED, closeReason);
        forget();
    }

    private void change(ConnectionState next, String reason) {
        if (state != next) {
            state = next;
            effects.add(new Effect.Changed(new StateChange(next, sessionId, reason)));
        }
    }
}
