package io.troupe.server;

import io.troupe.server.ZooSettings.Given;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The lines {@code server.N} of a file, taken together: who votes, and whether they could all listen where they say.
 */
final class VoterList {
    private VoterList() {}

    /** All voters by id; empty where the file names none. @throws ConfigError where two of them are one */
    static List<Voter> read(ZooSettings settings) {
        Map<Integer, Given> lines = new TreeMap<>();
        List<Voter> voters = new ArrayList<>();
        for (Given line : settings.family(ZooKeys.SERVER)) {
            int id = id(line);
            Given twin = lines.put(id, line);
            if (twin != null) {
                throw line.wrong("server " + id + " stands at " + twin.place() + ", too; every id is given once");
            }
            voters.add(ZooSettings.parsed(line, value -> ServerLine.read(id, value), ""));
        }
        voters.sort(Comparator.comparingInt(Voter::id));
        if (voters.size() == 2) {
            settings.warn("two servers tolerate the failure of none: a third one would");
        } else if (!voters.isEmpty() && voters.size() % 2 == 0) {
            settings.warn(voters.size() + " servers tolerate no more failures than " + (voters.size() - 1) + " do");
        }
        return voters;
    }

    private static int id(Given line) {
        String digits = line.key().substring(ZooKeys.SERVER.length());
        int id = digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
        if (!Voter.isId(id)) {
            throw line.wrong("'" + digits + "' is no server id (" + Voter.MIN_ID + " to " + Voter.MAX_ID + ")");
        }
        return id;
    }

    /** @throws ConfigError where two listeners would want the same port of the same host */
    static void checkPorts(ZooSettings settings, List<Voter> voters, int myid, Endpoint client) {
        List<Claim> held = new ArrayList<>();
        for (Voter voter : voters) {
            for (Claim claim : claims(voter, voter.id() == myid ? Optional.of(client) : voter.client())) {
                for (Claim other : held) {
                    if (other.at().collidesWith(claim.at())) {
                        throw new ConfigError(settings.placeOf(ZooKeys.SERVER + voter.id()) + ": " + claim.who()
                                + " and " + other.who() + " are the same, " + claim.at());
                    }
                }
                held.add(claim);
            }
        }
    }

    /** Something that would listen. */
    private record Claim(String who, Endpoint at) {}

    private static List<Claim> claims(Voter voter, Optional<Endpoint> client) {
        List<Claim> claims = new ArrayList<>();
        String name = ZooKeys.SERVER + voter.id();
        if (voter.peerPort() > 0) {
            claims.add(new Claim("the peer port of " + name, voter.peer()));
            claims.add(new Claim("the election port of " + name, voter.election()));
        }
        client.ifPresent(at -> claims.add(new Claim("the client port of " + name, onHostOf(voter, at))));
        return claims;
    }

    /** "All addresses" of a client listener are those of the machine on which its server runs. */
    private static Endpoint onHostOf(Voter voter, Endpoint client) {
        return new Endpoint(voter.host(), client.port());
    }
}
