package io.troupe.client;

/** Where a peer accepts clients: a name or an address, which is looked up anew for each connection, and a port. */
public record Host(String name, int port) {
    @Override
    public String toString() {
        return (name.indexOf(':') >= 0 ? "[" + name + "]" : name) + ":" + port;
    }
}
