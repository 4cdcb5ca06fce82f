package io.troupe.simulation;

import io.troupe.zab.LogRecord;
import io.troupe.zab.LogState;
import java.util.ArrayList;
import java.util.List;

/**
 * What a log has answered it never forgets, and it never has what it was not given: after any crash, and at any change of
 * role, it opens with a state that it was brought to by what it had answered and, at most, what it had been given since.
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

    /** The log answers an Open, of the same process ({@code behind} all that it was given) or of a new one. */
    void opened(int peer, LogState state, boolean behind) {
        Log log = logs.get(peer);
        boolean right = behind
                ? state.equals(log.end())
                : state.equals(log.answered) || log.given.stream().anyMatch(states -> states.contains(state));
        if (!right) {
            throw new InvariantBroken(
                    "the log keeps what it answered",
                    "p" + peer + " opens with " + state + " after " + log.answered + " and, not answered, "
                            + log.given);
        }
        log.given.clear();
        log.answered = state;
    }
}
