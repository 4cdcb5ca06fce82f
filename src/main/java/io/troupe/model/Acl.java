package io.troupe.model;

import java.util.List;
import java.util.Objects;

/** One entry of an access control list: what {@code identity} may do. {@code permissions} is a sum of bits. */
public record Acl(int permissions, Identity identity) {
    public static final int READ = 1;
    public static final int WRITE = 2;
    public static final int CREATE = 4;
    public static final int DELETE = 8;
    public static final int ADMIN = 16;
    public static final int ALL = 31;

    /** {@code world:anyone} may do everything. */
    public static final List<Acl> OPEN = List.of(new Acl(ALL, Identity.ANYONE));

    /** {@code world:anyone} may read. */
    public static final List<Acl> READ_ONLY = List.of(new Acl(READ, Identity.ANYONE));

    public Acl {
        Objects.requireNonNull(identity, "identity");
    }
}
