package io.troupe.tree;

import io.troupe.model.Reply;

/**
 * One step of an entry, found to be allowed and not yet made. Whatever can be wrong is found before there is a change;
 * making it cannot fail, and it can be taken back as long as the entry that it is part of can still fail.
 */
sealed interface Change permits Creation, Deletion, DataChange, AclChange {

    void make();

    /** The state is again what it was before {@link #make}, even if that was cut short. */
    void unmake();

    /** What a client hears of it; to be asked right after it is made, for later changes show in it. */
    Reply reply();

    /** Tells those who watched. Not before the whole entry is done. */
    void fire(Firing firing);
}
