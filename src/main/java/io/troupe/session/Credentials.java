package io.troupe.session;

import io.troupe.model.Identity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Who a connection is: its address from the start, and whatever its client has shown since. With the scheme digest any
 * user and password do: it is a claim, which an ACL compares.
 */
final class Credentials {
    private static final String DIGEST = "digest";
    private static final String IP = "ip";
    /** A client that shows more has no use for them and costs every peer memory. */
    private static final int IDENTITIES_MAX = 64;

    private static final int CREDENTIAL_BYTES_MAX = 4096;

    private final Optional<String> superDigest;
    private List<Identity> identities;

    Credentials(String address, Optional<String> superDigest) {
        this.superDigest = superDigest;
        this.identities = List.of(new Identity(IP, address));
    }

    /** Immutable: requests carry it as it is when they are read. */
    List<Identity> identities() {
        return identities;
    }

    /** False where that is no proof of anything; the client is told and left. */
    boolean show(String scheme, byte[] credential) {
        if (IP.equals(scheme)) {
            return true;
        }
        if (!DIGEST.equals(scheme) || credential == null || credential.length > CREDENTIAL_BYTES_MAX) {
            return false;
        }
        String digest = digestOf(credential);
        return (superDigest.isEmpty() || !superDigest.get().equals(digest) || add(Identity.SUPER_SCHEME, ""))
                && add(DIGEST, digest);
    }

    private boolean add(String scheme, String id) {
        Identity shown = new Identity(scheme, id);
        if (identities.contains(shown)) {
            return true;
        }
        List<Identity> all = new ArrayList<>(identities);
        all.add(shown);
        identities = List.copyOf(all);
        return identities.size() <= IDENTITIES_MAX;
    }

    /** {@code user:base64(SHA1(user:password))}, ZooKeeper's form. */
    private static String digestOf(byte[] credential) {
        String text = new String(credential, StandardCharsets.UTF_8);
        int colon = text.indexOf(':');
        String user = colon < 0 ? text : text.substring(0, colon);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(credential);
            return user + ':' + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-1", missing);
        }
    }
}
