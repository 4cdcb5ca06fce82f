package io.troupe.zab;

import io.troupe.model.Zxid;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Batches and submissions for tests, told apart by a text. */
final class Batches {
    private Batches() {}

    static Submission submission(String text) {
        return new Submission(1, text.getBytes(StandardCharsets.UTF_8));
    }

    static Batch batch(long epoch, long counter, String... texts) {
        List<Submission> parts =
                List.of(texts).stream().map(Batches::submission).toList();
        return Batch.sequence(Zxid.of(epoch, counter), 1000, 1, parts);
    }

    static List<String> textsOf(Batch batch) {
        return batch.parcels().stream()
                .map(parcel -> StandardCharsets.UTF_8.decode(parcel).toString())
                .toList();
    }
}
