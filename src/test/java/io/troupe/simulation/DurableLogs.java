package io.troupe.simulation;

import io.troupe.zab.LogRecord;
import io.troupe.zab.LogState;
import java.util.ArrayList;
import java.util.List;

/**
 * What a log has answered it never forgets, and it never has what it was not given: after any crash, and at any change
 * of role, it opens with a state that it was brought to by what it had answered and, at most, what it had been given
 * since.
 */
final class DurableLogs {
    private static final class Log {
        LogState answered = LogState.BLANK;
        /** Of each append that is not answered: the states that its records lead through, one by one. */
        final List<List<LogState>> given = new ArrayList<>();

        LogState end() {
            if (given.isEmpty()) {
                return answered;
            }
            List<LogState> last = given.get(given.size() - 1);
            return last.get(last.size() - 1);
        }
    }

    private final List<Log> logs = new ArrayList<>();

    DurableLogs(int peers) {
        for (int id = 0; id <= peers; id++) {
            logs.add(new Log());
        }
    }

    /** The log of {@code peer} was given something to append. */
    void given(int peer, List<LogRecord> records) {
        Log log = logs.get(peer);
        List<LogState> states = new ArrayList<>();
        LogState state = log.end();
        for (LogRecord record : records) {
            state = state.after(record);
            states.add(state);
        }
        log.given.add(states);
    }

    /** The log has answered the oldest that it was given. */
    void answered(int peer) {
        Log log = logs.get(peer);
        List<LogState> states = log.given.remove(0);
        log.answered = states.get(states.size() - 1);
    }

    /** What is durable whatever happens. */
    LogState durable(int peer) {
        return logs.get(peer).answered;
    }

    /** The log of a running process answers an Open: it has all that it was given, whoever gave it. */
    void opened(int peer, LogState state) {
        Log log = logs.get(peer);
        if (!log.given.isEmpty() || !state.equals(log.answered)) {
            throw broken(peer, state, log);
        }
    }

    /** A new process has read the log, and relies on it from here on. */
    void recovered(int peer, LogState state) {
        Log log = logs.get(peer);
        if (!state.equals(log.answered) && log.given.stream().noneMatch(states -> states.contains(state))) {
            throw broken(peer, state, log);
        }
        log.given.clear();
        log.answered = state;
    }

    private static InvariantBroken broken(int peer, LogState state, Log log) {
        return new InvariantBroken(
                "the log keeps what it answered",
                "p" + peer + " opens with " + state + " after " + log.answered + " and, not answered, " + log.given);
    }
}
