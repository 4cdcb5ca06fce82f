package io.troupe.zab;

/**
 * Some writes of one peer on their way to a zxid each. ZAB does not look inside.
 *
 * @param count how many entries the parcel holds, each of which takes one zxid
 * @param parcel the encoded entries; never changed once handed over
 */
public record Submission(int count, byte[] parcel) {
    public Submission {
        if (count < 1) {
            throw new IllegalArgumentException("a submission has entries, not " + count);
        }
    }
}
