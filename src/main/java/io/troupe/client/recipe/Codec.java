package io.troupe.client.recipe;

/** How values become bytes and come back. */
public interface Codec<T> {
    byte[] encode(T value);

    /** @throws Exception with a message that says what is wrong with the bytes */
    T decode(byte[] bytes) throws Exception;

    /** JSON, by Jackson; records work as they are. Properties that {@code type} does not have are ignored. */
    static <T> Codec<T> json(Class<T> type) {
        return new JsonCodec<>(type);
    }
}
