package io.troupe.client;

import io.troupe.model.CreateMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Operations that are done all together or not at all, in this order. Immutable: each method returns a longer one. */
public record Transaction(List<Part> parts) {
    public static final Transaction EMPTY = new Transaction(List.of());

    /** One of its operations. */
    public sealed interface Part {
        String path();

        /** {@code options} can say mode, ACL and TTL; a transaction creates no parents and protects no name. */
        record Create(String path, byte @Nullable [] data, CreateOptions options) implements Part {
            public Create {
                if (options.parents() != CreateOptions.Parents.REQUIRED || options.isProtected()) {
                    throw new IllegalArgumentException("create " + path
                            + " in a transaction can neither create parents nor be protected; do so before");
                }
            }
        }

        record Write(String path, byte @Nullable [] data, int version) implements Part {}

        record Delete(String path, int version) implements Part {}

        /** Fails the transaction unless the znode is there, in that version (-1: in any). */
        record Check(String path, int version) implements Part {}
    }

    public Transaction {
        parts = List.copyOf(parts);
    }

    public Transaction create(String path, byte @Nullable [] data) {
        return plus(new Part.Create(path, data, CreateOptions.PERSISTENT));
    }

    public Transaction create(String path, byte @Nullable [] data, CreateMode mode) {
        return plus(new Part.Create(path, data, CreateOptions.PERSISTENT.with(mode)));
    }

    public Transaction write(String path, byte @Nullable [] data, int version) {
        return plus(new Part.Write(path, data, version));
    }

    public Transaction delete(String path, int version) {
        return plus(new Part.Delete(path, version));
    }

    public Transaction check(String path, int version) {
        return plus(new Part.Check(path, version));
    }

    public Transaction plus(Part part) {
        List<Part> longer = new ArrayList<>(parts);
        longer.add(part);
        return new Transaction(longer);
    }

    /** The same with {@code part} before all others. */
    public Transaction after(Part part) {
        List<Part> longer = new ArrayList<>(parts);
        longer.add(0, part);
        return new Transaction(longer);
    }

    String paths() {
        return parts.stream().map(Part::path).distinct().collect(Collectors.joining(","));
    }
}
