package io.troupe.tree;

import io.troupe.model.Acl;
import io.troupe.model.Stat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** All that a replica holds as text, for comparing one with another and seeing where they differ. */
public final class TreeDump {

    private TreeDump() {}

    /** By path, and by number for the sessions; subtrees do not show. */
    public static SortedMap<String, String> of(Iterable<Subtree> subtrees, SessionTable sessions) {
        SortedMap<String, String> lines = new TreeMap<>();
        for (Subtree subtree : subtrees) {
            subtree.forEach((path, node) -> lines.put(path, lineOf(node)));
        }
        for (Session session : sessions.all()) {
            lines.put("session 0x" + Long.toHexString(session.id()), lineOf(session));
        }
        return lines;
    }

    /** The digest of all of it. */
    public static long digestOf(Iterable<Subtree> subtrees, SessionTable sessions) {
        long digest = sessions.digest();
        for (Subtree subtree : subtrees) {
            digest += subtree.digest();
        }
        return digest;
    }

    private static String lineOf(Znode node) {
        Stat stat = node.stat();
        return stat.toString()
                + " creates=" + node.creates()
                + ' ' + node.lifetime() + (node.lifetime() == Lifetime.TTL ? "(" + node.ttlMillis() + ")" : "")
                + " acl=" + aclText(node.acl())
                + " data=" + (node.data() == null ? "null" : Long.toHexString(Digest.of(node.data())));
    }

    private static String aclText(List<Acl> acl) {
        StringBuilder text = new StringBuilder();
        for (Acl entry : acl) {
            text.append(entry.identity().scheme())
                    .append(':')
                    .append(entry.identity().id());
            text.append(':').append(entry.permissions()).append(' ');
        }
        return text.toString().trim();
    }

    private static String lineOf(Session session) {
        return "attachment=0x" + Long.toHexString(session.attachment()) + " lastSequence=" + session.lastSequence()
                + " timeoutMillis=" + session.timeoutMillis();
    }
}
