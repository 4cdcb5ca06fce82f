package io.troupe.bench;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is measured: where clients reach its peers, and the processes that these are, if they are known. */
interface Ensemble {
    /** As it stands in the results. */
    String name();

    List<InetSocketAddress> peers();

    /** None where they run elsewhere, or nobody has said. */
    List<Long> pids();

    /**
     * A lone client is most often a follower's, and where it is matters to it: so the leader, where a peer says that it
     * is that, comes last.
     */
    default List<InetSocketAddress> followersFirst() {
        List<InetSocketAddress> sorted = new ArrayList<>(peers());
        sorted.sort(Comparator.comparing(peer -> ModeWord.ask(peer).equals(ModeWord.LEADER)));
        return sorted;
    }
}
