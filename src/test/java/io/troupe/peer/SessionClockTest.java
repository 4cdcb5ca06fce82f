package io.troupe.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.peer.SessionClock.Due;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionClockTest {
    private static final int TICK = 100;
    private static final int TIMEOUT = 400;

    private final SessionClock clock = new SessionClock(TICK, 0);
    private long now;

    @Test
    void aSilentSessionIsDueAfterItsTimeoutAndWithinOneTickMore() {
        passMillis(30);
        clock.opened(1, 11, TIMEOUT);

        assertThat(passMillis(TIMEOUT)).isEmpty();
        assertThat(passMillis(TICK)).containsExactly(new Due(1, 11));
    }

    @Test
    void aTouchGivesTheFullTimeoutAgain() {
        clock.opened(1, 11, TIMEOUT);
        passMillis(350);
        clock.touched(1);

        assertThat(passMillis(TIMEOUT)).isEmpty();
        assertThat(passMillis(TICK)).containsExactly(new Due(1, 11));
    }

    @Test
    void aPauseOfTheProcessCountsAsOneTick() {
        clock.opened(1, 11, TIMEOUT);
        now += 60_000;

        assertThat(clock.advance(now)).isEmpty();
        assertThat(clock.advance(now)).isEmpty();
        clock.touched(1);
        assertThat(passMillis(TIMEOUT)).isEmpty();
    }

    @Test
    void aNewAttachmentIsTheOneThatIsJudged() {
        clock.opened(1, 11, TIMEOUT);
        passMillis(300);
        clock.opened(1, 12, TIMEOUT);

        assertThat(passMillis(TIMEOUT)).isEmpty();
        assertThat(passMillis(TICK)).containsExactly(new Due(1, 12));
    }

    @Test
    void aSessionThatIsGoneIsNeverDueEvenIfItsIdReturns() {
        clock.opened(1, 11, TIMEOUT);
        passMillis(300);
        clock.gone(1);
        clock.opened(1, 12, TIMEOUT);

        assertThat(passMillis(TIMEOUT)).isEmpty();
        assertThat(passMillis(TICK)).containsExactly(new Due(1, 12));
        clock.gone(1);
        assertThat(passMillis(10 * TIMEOUT)).isEmpty();
        assertThat(clock.size()).isZero();
    }

    @Test
    void aSessionWhoseExpiryCameToNothingIsNamedAgain() {
        clock.opened(1, 11, TIMEOUT);

        assertThat(passMillis(3 * (TIMEOUT + TICK))).hasSize(3).containsOnly(new Due(1, 11));
    }

    @Test
    void aTouchOfAStrangerIsNothing() {
        clock.touched(99);

        assertThat(passMillis(10 * TIMEOUT)).isEmpty();
    }

    @Test
    void nobodyIsEverEarlyWhateverTheMomentsOfTouching() {
        long seed = Long.getLong("seed", new Random().nextLong());
        Random random = new Random(seed);
        Map<Long, Long> heardOf = new HashMap<>();
        Map<Long, Integer> timeouts = new HashMap<>();
        for (long session = 1; session <= 50; session++) {
            int timeout = TICK + random.nextInt(10 * TICK);
            clock.opened(session, session, timeout);
            heardOf.put(session, now);
            timeouts.put(session, timeout);
        }
        for (int step = 0; step < 20_000; step++) {
            now += random.nextInt(100) == 0 ? random.nextInt(20 * TICK) : random.nextInt(TICK / 4);
            for (Due due : clock.advance(now)) {
                assertThat(now - heardOf.get(due.session()))
                        .as("%d is early; replay with: mvn test -Dtest=SessionClockTest -Dseed=%d", due.session(), seed)
                        .isGreaterThanOrEqualTo(timeouts.get(due.session()));
                heardOf.put(due.session(), now);
            }
            long session = 1 + random.nextInt(50);
            clock.touched(session);
            heardOf.put(session, now);
        }
    }

    /** Lets time pass as a peer sees it, looking ten times a tick; answers who was due meanwhile. */
    private List<Due> passMillis(long millis) {
        List<Due> due = new ArrayList<>();
        for (long end = now + millis; now < end; ) {
            now += Math.min(TICK / 10, end - now);
            due.addAll(clock.advance(now));
        }
        return due;
    }
}
