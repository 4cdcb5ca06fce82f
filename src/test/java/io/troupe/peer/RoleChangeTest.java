package io.troupe.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.Seeds;
import io.troupe.zab.LogState;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RoleChangeTest {
    private static final int SELF = 1;
    private static final LogState LOG = log(7);
    private static final LogState LATER = log(9);

    private final RoleChange roles = new RoleChange(SELF);

    @Test
    void thePeerAsksForTheLogsEndBeforeAnythingElse() {
        assertThat(roles.begin()).isEqualTo(new RoleChange.Open(1));
        assertThat(roles.isLooking()).isFalse();
        assertThat(roles.elected(2)).isEmpty();
        assertThat(roles.retired(1)).isEmpty();
        assertThat(roles.ended(1)).isEmpty();
    }

    @Test
    void thePeerLooksForALeaderWithTheLogAsItWasOpened() {
        roles.begin();

        assertThat(roles.opened(1, LOG)).contains(new RoleChange.Elect(LOG));
        assertThat(roles.isLooking()).isTrue();
    }

    @Test
    void thePeerFollowsWhomTheElectionNames() {
        open();

        assertThat(roles.elected(2)).contains(new RoleChange.Follow(1, 2, LOG));
        assertThat(roles.isPlaying()).isTrue();
        assertThat(roles.isLooking()).isFalse();
    }

    @Test
    void thePeerLeadsIfTheElectionNamesItself() {
        open();

        assertThat(roles.elected(SELF)).contains(new RoleChange.Lead(1, LOG));
    }

    @Test
    void oneElectionGivesOneRole() {
        open();
        roles.elected(2);

        assertThat(roles.elected(3)).isEmpty();
        assertThat(roles.opened(1, LATER)).isEmpty();
    }

    /** ZOOKEEPER-4712: no write of the old role may reach the log behind the new role's reading of it. */
    @Test
    void theNextRoleWaitsForTheEndOfTheOldOneAndForTheLog() {
        open();
        roles.elected(2);

        assertThat(roles.retired(1)).contains(new RoleChange.End(1));
        assertThat(roles.isPlaying()).isFalse();
        assertThat(roles.opened(1, LATER)).isEmpty();
        assertThat(roles.elected(3)).isEmpty();
        assertThat(roles.ended(1)).contains(new RoleChange.Open(2));
        assertThat(roles.elected(3)).isEmpty();
        assertThat(roles.opened(2, LATER)).contains(new RoleChange.Elect(LATER));
        assertThat(roles.elected(3)).contains(new RoleChange.Follow(2, 3, LATER));
    }

    @Test
    void aRoleThatAsksTwiceEndsOnce() {
        open();
        roles.elected(2);
        roles.retired(1);

        assertThat(roles.retired(1)).isEmpty();
    }

    @Test
    void aRoleThatEndsUnaskedIsFollowedByTheNext() {
        open();
        roles.elected(SELF);

        assertThat(roles.ended(1)).contains(new RoleChange.Open(2));
        assertThat(roles.retired(1)).isEmpty();
        assertThat(roles.ended(1)).isEmpty();
    }

    @Test
    void whatAnOlderIncarnationSaysLateIsIgnored() {
        open();
        roles.elected(2);
        roles.retired(1);
        roles.ended(1);

        assertThat(roles.opened(1, LOG)).isEmpty();
        roles.opened(2, LATER);
        roles.elected(3);
        assertThat(roles.retired(1)).isEmpty();
        assertThat(roles.ended(1)).isEmpty();
        assertThat(roles.isPlaying()).isTrue();
        assertThat(roles.incarnation()).isEqualTo(2);
    }

    @Test
    void inAnyOrderOfEventsNoRoleBeginsExceptBehindItsOwnOpen() {
        Seeds.run(RoleChangeTest.class, 20, RoleChangeTest::anyOrder);
    }

    private static void anyOrder(Random random) {
        RoleChange roles = new RoleChange(SELF);
        RoleChange.Step last = roles.begin();
        for (int i = 0; i < 200; i++) {
            long incarnation = Math.max(0, roles.incarnation() - random.nextInt(2));
            Optional<RoleChange.Step> step = switch (random.nextInt(4)) {
                case 0 -> roles.opened(incarnation, log(i));
                case 1 -> roles.elected(1 + random.nextInt(3));
                case 2 -> roles.retired(incarnation);
                default -> roles.ended(incarnation);
            };
            if (step.isPresent()) {
                assertThat(step.get()).isInstanceOfAny(successors(last));
                last = step.get();
            }
        }
    }

    private static Class<?>[] successors(RoleChange.Step step) {
        if (step instanceof RoleChange.Open) {
            return new Class<?>[] {RoleChange.Elect.class};
        } else if (step instanceof RoleChange.Elect) {
            return new Class<?>[] {RoleChange.Lead.class, RoleChange.Follow.class};
        } else if (step instanceof RoleChange.End) {
            return new Class<?>[] {RoleChange.Open.class};
        }
        return new Class<?>[] {RoleChange.End.class, RoleChange.Open.class};
    }

    private void open() {
        roles.begin();
        roles.opened(1, LOG);
    }

    private static LogState log(long promisedEpoch) {
        return new LogState(0, 1, promisedEpoch, 2, 0, 0, 0, 0, 0);
    }
}
