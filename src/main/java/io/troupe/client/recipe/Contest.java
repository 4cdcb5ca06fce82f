package io.troupe.client.recipe;

import io.troupe.client.ConnectionState;
import io.troupe.client.StateChange;
import io.troupe.model.ZnodePath;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in the queue of a directory: {@code step(input) -> effects}. Each contender has an ephemeral sequential
 * znode; whose is first holds, each other one watches the one before it. Pure: the same for a lock and a leadership.
 *
 * <p>Whatever is created too late, for a place that is not wanted any more, is deleted: it is nobody's.
 */
final class Contest {
    private enum Place {
        OUTSIDE,
        ENTERING,
        WAITING,
        HOLDING
    }

    private final LossPolicy policy;
    private List<ContestEffect> effects = new ArrayList<>();
    private Place place = Place.OUTSIDE;
    private boolean wanted;
    private int round;
    private ConnectionState connection = ConnectionState.CONNECTING;
    private long sessionId;
    private String path = "";
    private long token;

    Contest(LossPolicy policy) {
        this.policy = policy;
    }

    boolean holding() {
        return place == Place.HOLDING;
    }

    List<ContestEffect> step(ContestInput input) {
        effects = new ArrayList<>();
        if (input instanceof ContestInput.Session session) {
            session(session.change());
        } else if (input instanceof ContestInput.Created created) {
            created(created);
        } else if (input instanceof ContestInput.CreateFailed failed) {
            createFailed(failed);
        } else if (input instanceof ContestInput.Listed listed) {
            listed(listed);
        } else if (input instanceof ContestInput.LookAgain again) {
            if (again.round() == round && place == Place.WAITING) {
                effects.add(new ContestEffect.List(round));
            }
        } else if (input instanceof ContestInput.OwnGone gone) {
            ownGone(gone);
        } else {
            wish(input == ContestInput.Wish.ENTER);
        }
        enterIfWanted();
        return effects;
    }

    private void wish(boolean enter) {
        wanted = enter;
        if (!enter) {
            leave();
        }
    }

    private void leave() {
        if (place == Place.WAITING || place == Place.HOLDING) {
            effects.add(new ContestEffect.Delete(path));
        }
        place = Place.OUTSIDE;
        round++;
    }

    private void enterIfWanted() {
        boolean session = connection.connected() || connection == ConnectionState.SUSPENDED && sessionId != 0;
        if (wanted && place == Place.OUTSIDE && session) {
            place = Place.ENTERING;
            effects.add(new ContestEffect.Create(++round));
        }
    }

    private void session(StateChange change) {
        connection = change.state();
        switch (connection) {
            case CONNECTED, RECONNECTED -> sessionId = change.sessionId();
            case LOST, CLOSED -> over(change.reason());
            case SUSPENDED -> {
                if (policy == LossPolicy.CONNECTION && place == Place.HOLDING) {
                    effects.add(new ContestEffect.Lost("the connection was lost: " + change.reason()));
                    leave();
                }
            }
            default -> {}
        }
    }

    /** Its ephemerals go with the session: there is nothing to delete. */
    private void over(String reason) {
        if (place == Place.HOLDING) {
            effects.add(new ContestEffect.Lost(reason));
        }
        place = Place.OUTSIDE;
        sessionId = 0;
        round++;
    }

    private void created(ContestInput.Created created) {
        if (created.round() != round || place != Place.ENTERING) {
            effects.add(new ContestEffect.Delete(created.path()));
            return;
        }
        path = created.path();
        token = created.czxid();
        place = Place.WAITING;
        effects.add(new ContestEffect.List(round));
    }

    private void createFailed(ContestInput.CreateFailed failed) {
        if (failed.round() == round && place == Place.ENTERING) {
            place = Place.OUTSIDE;
            if (failed.forGood()) {
                wanted = false;
                effects.add(new ContestEffect.Refused(failed.reason()));
            }
        }
    }

    private void listed(ContestInput.Listed listed) {
        if (listed.round() != round || place != Place.WAITING) {
            return;
        }
        String own = ZnodePath.nameOf(path);
        if (!listed.names().contains(own)) {
            place = Place.OUTSIDE; // someone took our place away; enterIfWanted takes a new one
            return;
        }
        Contenders.before(listed.names(), own)
                .ifPresentOrElse(before -> effects.add(new ContestEffect.WatchBefore(round, before)), this::won);
    }

    private void won() {
        place = Place.HOLDING;
        effects.add(new ContestEffect.WatchOwn(round, path));
        effects.add(new ContestEffect.Won(sessionId, path, token));
    }

    private void ownGone(ContestInput.OwnGone gone) {
        if (gone.round() == round && place == Place.HOLDING) {
            effects.add(new ContestEffect.Lost("its znode " + path + " was deleted"));
            place = Place.OUTSIDE;
            round++;
        }
    }
}
