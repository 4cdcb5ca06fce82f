package io.troupe.tree;

import io.troupe.model.Acl;
import io.troupe.model.ErrorCode;
import io.troupe.model.Identity;
import java.util.ArrayList;
import java.util.List;

/** Who may do what: access control lists against the identities of a connection. */
final class Access {
    static final String DIGEST_SCHEME = "digest";
    static final String IP_SCHEME = "ip";

    private Access() {}

    /**
     * Whether someone with {@code identities} has any of {@code permissions}. An empty list is open to all, and so is
     * everything to a superuser.
     */
    static boolean permits(List<Acl> acl, int permissions, List<Identity> identities) {
        if (acl == Acl.OPEN || acl.isEmpty() || isSuper(identities)) {
            return true;
        }
        for (int i = 0; i < acl.size(); i++) {
            Acl entry = acl.get(i);
            if ((entry.permissions() & permissions) != 0 && speaksOf(entry.identity(), identities)) {
                return true;
            }
        }
        return false;
    }

    /** @throws Rejected with NoAuth where they are not permitted */
    static void require(List<Acl> acl, int permissions, List<Identity> identities) {
        if (!permits(acl, permissions, identities)) {
            throw Rejected.with(ErrorCode.NO_AUTH);
        }
    }

    private static boolean isSuper(List<Identity> identities) {
        for (int i = 0; i < identities.size(); i++) {
            if (identities.get(i).scheme().equals(Identity.SUPER_SCHEME)) {
                return true;
            }
        }
        return false;
    }

    private static boolean speaksOf(Identity named, List<Identity> identities) {
        if (named.equals(Identity.ANYONE)) {
            return true;
        }
        for (int i = 0; i < identities.size(); i++) {
            if (matches(named, identities.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(Identity named, Identity held) {
        if (!named.scheme().equals(held.scheme())) {
            return false;
        }
        return named.scheme().equals(IP_SCHEME)
                ? IpRange.parse(named.id())
                        .map(range -> range.contains(held.id()))
                        .orElse(false)
                : named.id().equals(held.id());
    }

    /**
     * What getACL shows to who may not change the list: whose passwords count, but not their hashes (CVE-2019-0201).
     */
    static List<Acl> masked(List<Acl> acl) {
        List<Acl> masked = new ArrayList<>(acl.size());
        for (Acl entry : acl) {
            Identity named = entry.identity();
            masked.add(
                    named.scheme().equals(DIGEST_SCHEME)
                            ? new Acl(entry.permissions(), new Identity(DIGEST_SCHEME, maskedId(named.id())))
                            : entry);
        }
        return masked;
    }

    private static String maskedId(String id) {
        return id.substring(0, id.indexOf(':') + 1) + 'x';
    }

    static long digestOf(List<Acl> acl) {
        long state = acl.size();
        for (int i = 0; i < acl.size(); i++) {
            Acl entry = acl.get(i);
            state = Digest.mix(state, entry.permissions());
            if (!entry.identity().equals(Identity.ANYONE)) {
                state = Digest.mix(state, Digest.of(entry.identity().scheme()));
                state = Digest.mix(state, Digest.of(entry.identity().id()));
            }
        }
        return state;
    }
}
