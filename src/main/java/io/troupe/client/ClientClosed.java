package io.troupe.client;

/** The client is closed, or closed before this was sent. Nothing was changed. */
public final class ClientClosed extends ClientException {
    private static final long serialVersionUID = 1;

    ClientClosed(String operation, String path, String problem) {
        super(operation, path, problem, null);
    }

    @Override
    public boolean nothingChanged() {
        return true;
    }
}
