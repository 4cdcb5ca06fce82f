package io.troupe.client;

import io.troupe.model.CreateMode;
import io.troupe.model.ZnodePath;
import java.util.Optional;

/** What can be known to be wrong with an operation before anyone is asked. */
final class Problems {
    private Problems() {}

    static Optional<InvalidRequest> of(Operation<?> operation) {
        if (operation instanceof Operation.Authenticate) {
            return Optional.empty();
        }
        if (operation instanceof Operation.Transact transact) {
            return transact.transaction().parts().stream()
                    .map(part -> ofPath(operation, part.path(), isSequential(part)))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        if (operation instanceof Operation.Create create) {
            return ofPath(operation, create.path(), create.options().mode().sequential());
        }
        if (operation instanceof Operation.Delete && operation.path().equals(ZnodePath.ROOT)) {
            return Optional.of(new InvalidRequest(operation.name(), operation.path(), "the root cannot be deleted"));
        }
        return ofPath(operation, operation.path(), false);
    }

    private static boolean isSequential(Transaction.Part part) {
        return part instanceof Transaction.Part.Create create
                && create.options().mode().sequential();
    }

    /** A sequential name may be nothing but its number: {@code /a/} is a path then. */
    private static Optional<InvalidRequest> ofPath(Operation<?> operation, String path, boolean sequential) {
        boolean open = sequential && path.endsWith("/");
        return ZnodePath.problemWith(open ? path + "0" : path)
                .map(problem -> new InvalidRequest(operation.name(), "\"" + path + "\"", problem));
    }

    static int opCode(CreateMode mode) {
        return mode == CreateMode.CONTAINER
                ? io.troupe.model.OpCode.CREATE_CONTAINER
                : mode.hasTtl() ? io.troupe.model.OpCode.CREATE_TTL : io.troupe.model.OpCode.CREATE2;
    }
}
