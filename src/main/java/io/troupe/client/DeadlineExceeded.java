package io.troupe.client;

/** The overall deadline passed. Nothing was changed: it was a read, or it was never sent. */
public final class DeadlineExceeded extends ClientException {
    private static final long serialVersionUID = 1;

    DeadlineExceeded(String operation, String path, String problem) {
        super(operation, path, problem, null);
    }

    @Override
    public boolean nothingChanged() {
        return true;
    }
}
