package io.troupe.client.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** Old readers live on while new properties arrive, so what is unknown is ignored; null for a whole value is none. */
final class JsonCodec<T> implements Codec<T> {
    private final ObjectMapper mapper =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    private final Class<T> type;

    JsonCodec(Class<T> type) {
        this.type = type;
    }

    @Override
    public byte[] encode(T value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + " cannot be written as JSON: " + e.getMessage(), e);
        }
    }

    @Override
    public T decode(byte[] bytes) throws IOException {
        T value = mapper.readValue(bytes, type);
        if (value == null) {
            throw new IOException("null is no " + type.getSimpleName());
        }
        return value;
    }
}
