package io.troupe.client;

import io.troupe.model.ErrorCode;
import java.util.List;
import java.util.Locale;

/** The server said no. Nothing was changed. */
public final class OperationFailed extends ClientException {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final transient List<OperationResult> results;

    OperationFailed(String operation, String path, ErrorCode code) {
        this(operation, path, code, inWords(code), List.of());
    }

    OperationFailed(String operation, String path, ErrorCode code, String problem, List<OperationResult> results) {
        super(operation, path, problem, null);
        this.code = code;
        this.results = List.copyOf(results);
    }

    public ErrorCode code() {
        return code;
    }

    /** Of a transaction: what became of each operation, in order. Otherwise empty. */
    public List<OperationResult> results() {
        return results == null ? List.of() : results;
    }

    @Override
    public boolean nothingChanged() {
        return true;
    }

    static String inWords(ErrorCode code) {
        return switch (code) {
            case NO_NODE -> "there is no such znode";
            case NODE_EXISTS -> "the znode exists already";
            case NOT_EMPTY -> "the znode has children";
            case BAD_VERSION -> "the znode has another version than the one expected";
            case NO_AUTH -> "the ACL does not allow this; authenticate, or ask who may";
            case NO_CHILDREN_FOR_EPHEMERALS -> "an ephemeral znode cannot have children";
            case INVALID_ACL -> "the ACL is not valid; the scheme auth needs an authentication first";
            case BAD_ARGUMENTS -> "the server does not take these arguments";
            case UNIMPLEMENTED -> "the server does not know this operation, or has it switched off";
            case QUOTA_EXCEEDED -> "a quota would be exceeded";
            case AUTH_FAILED -> "the server refused the authentication";
            default ->
                "the server answered " + code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }
}
