package io.troupe.tree;

import io.troupe.model.Acl;
import io.troupe.model.ErrorCode;
import io.troupe.model.Identity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes of the list that a client sends the list that is stored. */
final class NewAcl {
    /** Stands for whoever asks, as far as they have shown who they are. */
    private static final String AUTH_SCHEME = "auth";

    private NewAcl() {}

    /**
     * Without duplicates, and with {@code auth} replaced by the authenticated of {@code identities}.
     *
     * @throws Rejected with InvalidACL where {@code acl} is null, empty or has an entry that means nothing
     */
    static List<Acl> of(@Nullable List<Acl> acl, List<Identity> identities) {
        if (acl == null || acl.isEmpty()) {
            throw Rejected.with(ErrorCode.INVALID_ACL);
        }
        if (acl.equals(Acl.OPEN)) {
            return Acl.OPEN;
        }
        List<Acl> stored = new ArrayList<>(acl.size());
        for (Acl entry : new LinkedHashSet<>(acl)) {
            if (entry.identity().scheme().equals(AUTH_SCHEME)) {
                addAuthenticated(entry.permissions(), identities, stored);
            } else if (isMeaningful(entry.identity())) {
                stored.add(entry);
            } else {
                throw Rejected.with(ErrorCode.INVALID_ACL);
            }
        }
        return List.copyOf(stored);
    }

    private static void addAuthenticated(int permissions, List<Identity> identities, List<Acl> stored) {
        int before = stored.size();
        for (Identity identity : identities) {
            if (isAuthenticated(identity)) {
                stored.add(new Acl(permissions, identity));
            }
        }
        if (stored.size() == before) {
            throw Rejected.with(ErrorCode.INVALID_ACL);
        }
    }

    /** An address is no proof of anything, and a superuser needs no entry. */
    private static boolean isAuthenticated(Identity identity) {
        return identity.scheme().equals(Access.DIGEST_SCHEME);
    }

    private static boolean isMeaningful(Identity named) {
        return switch (named.scheme()) {
            case "world" -> named.equals(Identity.ANYONE);
            case Access.DIGEST_SCHEME -> isUserAndHash(named.id());
            case Access.IP_SCHEME -> IpRange.parse(named.id()).isPresent();
            default -> false;
        };
    }

    /** Two parts; empty ones at the end do not count, and an empty user does. */
    private static boolean isUserAndHash(String id) {
        return id.split(":").length == 2;
    }
}
