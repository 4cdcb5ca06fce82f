package io.troupe.client;

/** As many requests as the client may have are outstanding, and it was told to fail rather than wait. */
public final class TooManyRequests extends ClientException {
    private static final long serialVersionUID = 1;

    TooManyRequests(String operation, String path, String problem) {
        super(operation, path, problem, null);
    }

    @Override
    public boolean nothingChanged() {
        return true;
    }
}
