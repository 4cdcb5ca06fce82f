package io.troupe.client;

import io.troupe.model.Acl;
import io.troupe.model.CreateMode;
import java.time.Duration;
import java.util.List;

/**
 * How a znode is made. {@code ttl} is zero for modes without one. {@code isProtected}: the name begins with a unique
 * mark ({@code _c_<uuid>-}, Curator's), by which the client finds its znode after a lost reply instead of leaving an
 * orphan. {@code endures}: the deadline does not apply; it is tried until the session is lost or the client closed.
 */
public record CreateOptions(
        CreateMode mode, List<Acl> acl, Duration ttl, Parents parents, boolean isProtected, boolean endures) {
    /** What becomes of parents that are not there. */
    public enum Parents {
        /** The create fails. */
        REQUIRED,
        /** They are created, to stay. */
        PERSISTENT,
        /** They are created, and the server removes them when they have been empty for a while. */
        CONTAINERS
    }

    /** To stay, open to anyone, below a parent that is there. */
    public static final CreateOptions PERSISTENT =
            new CreateOptions(CreateMode.PERSISTENT, Acl.OPEN, Duration.ZERO, Parents.REQUIRED, false, false);

    public static final CreateOptions EPHEMERAL = PERSISTENT.with(CreateMode.EPHEMERAL);

    /** @throws IllegalArgumentException where options exclude each other */
    public CreateOptions {
        acl = List.copyOf(acl);
        if (acl.isEmpty()) {
            throw new IllegalArgumentException("an empty ACL allows nobody anything; use Acl.OPEN");
        }
        if (ttl.isNegative() || mode.hasTtl() == ttl.isZero()) {
            throw new IllegalArgumentException(
                    mode.hasTtl() ? mode + " needs a TTL above zero" : mode + " has no TTL, but was given " + ttl);
        }
    }

    public CreateOptions with(CreateMode other) {
        return new CreateOptions(other, acl, ttl, parents, isProtected, endures);
    }

    public CreateOptions with(List<Acl> other) {
        return new CreateOptions(mode, other, ttl, parents, isProtected, endures);
    }

    public CreateOptions with(Parents other) {
        return new CreateOptions(mode, acl, ttl, other, isProtected, endures);
    }

    /** {@link #mode} becomes the persistent one with a TTL, sequential if it was. */
    public CreateOptions withTtl(Duration other) {
        CreateMode lasting =
                mode.sequential() ? CreateMode.PERSISTENT_SEQUENTIAL_WITH_TTL : CreateMode.PERSISTENT_WITH_TTL;
        return new CreateOptions(lasting, acl, other, parents, isProtected, endures);
    }

    public CreateOptions withProtection() {
        return new CreateOptions(mode, acl, ttl, parents, true, endures);
    }

    public CreateOptions enduring() {
        return new CreateOptions(mode, acl, ttl, parents, isProtected, true);
    }
}
