package io.troupe.admin;

import java.util.ArrayList;
import java.util.List;

/** The state of an ensemble in words, for people who do not count peers in their heads. */
final class Words {
    private Words() {}

    static String margin(boolean ledHere, int serving, int quorum, int voters) {
        if (!ledHere) {
            return "no leader is known here: this peer cannot tell whether there is a quorum";
        }
        int spare = serving - quorum;
        if (spare < 0) {
            return "only " + serving + " of " + voters + " peers are known to serve, which is no quorum";
        }
        if (voters == 1) {
            return "stand-alone: any failure stops the service";
        }
        if (spare == 0) {
            return "one failure from losing quorum";
        }
        String failures = spare == 1 ? "one more failure" : spare + " more failures";
        return serving == voters ? "all peers serve; " + failures + " can be borne" : failures + " can be borne";
    }

    static List<String> unknown(int myid, List<Ensemble.Peer> peers, boolean led) {
        List<String> lines = new ArrayList<>();
        for (Ensemble.Peer peer : peers) {
            if (!peer.known() && peer.id() != myid) {
                Long ago = peer.heardMillisAgo();
                String when = ago == null ? "has never been heard of" : "was heard of " + ago / 1_000 + " s ago";
                lines.add("peer " + peer.id() + " " + when + ": its state is not known here");
            }
        }
        if (!led) {
            lines.add("who leads, and how far others are behind, is not known here");
        }
        return lines;
    }
}
