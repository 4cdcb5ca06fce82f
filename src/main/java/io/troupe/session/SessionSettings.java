package io.troupe.session;

import io.troupe.wire.FourLetterWord;
import io.troupe.wire.ServerSettings;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How clients are received.
 *
 * @param address what to listen on; a host name or number
 * @param port 0 for any that is free
 * @param connectionsPerAddressMax how many connections one client address may have; 0 for any number
 * @param timeoutMillisMin the shortest session timeout that a client gets
 * @param timeoutMillisMax the longest
 * @param superDigest whose digest makes a superuser: {@code user:base64(SHA1(user:password))}
 * @param words the four-letter words that are answered
 * @param version the line after {@code Zookeeper version: } that probes parse
 * @param conf what the word conf tells
 */
public record SessionSettings(
        String address,
        int port,
        int connectionsPerAddressMax,
        int timeoutMillisMin,
        int timeoutMillisMax,
        Optional<String> superDigest,
        Set<FourLetterWord> words,
        String version,
        ServerSettings conf,
        SessionLimits limits) {

    public SessionSettings {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(superDigest, "superDigest");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(conf, "conf");
        Objects.requireNonNull(limits, "limits");
        words = Set.copyOf(words);
        if (port < 0 || port > 0xffff || connectionsPerAddressMax < 0) {
            throw new IllegalArgumentException(
                    "port " + port + ", connectionsPerAddressMax " + connectionsPerAddressMax);
        }
        if (timeoutMillisMin < 1 || timeoutMillisMax < timeoutMillisMin) {
            throw new IllegalArgumentException(
                    "timeoutMillisMin " + timeoutMillisMin + ", timeoutMillisMax " + timeoutMillisMax);
        }
    }

    /** What a client gets that asks for {@code timeoutMillis}. */
    int clampTimeout(int timeoutMillis) {
        return Math.min(Math.max(timeoutMillis, timeoutMillisMin), timeoutMillisMax);
    }
}
