package io.troupe.client;

/** This cannot be asked: a path that is none, options that exclude each other, data that no server takes. */
public final class InvalidRequest extends ClientException {
    private static final long serialVersionUID = 1;

    InvalidRequest(String operation, String path, String problem) {
        super(operation, path, problem, null);
    }

    @Override
    public boolean nothingChanged() {
        return true;
    }
}
