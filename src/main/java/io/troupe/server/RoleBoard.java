package io.troupe.server;

import com.sun.management.UnixOperatingSystemMXBean;
import io.troupe.peer.PeerObserver.Role;
import io.troupe.session.Standing;
import io.troupe.wire.ServerReport;
import io.troupe.zab.LeaderReport;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Optional;

/** What this peer is at present, as the four-letter words tell it. Written by the peer loop, read by any thread. */
final class RoleBoard {
    private final Environment environment;
    private final int voters;
    private final long startedMillis;
    private volatile Held held;
    private volatile boolean logRead;
    private volatile LeaderReport followers = LeaderReport.NOTHING_YET;

    private record Held(Role role, long epoch, long sinceMillis) {}

    /** All of it at one moment. */
    record View(Role role, long epoch, boolean logRead, long uptimeMillis, long roleMillis, LeaderReport followers) {}

    RoleBoard(Environment environment, int voters) {
        this.environment = environment;
        this.voters = voters;
        this.startedMillis = environment.monotonicMillis();
        this.held = new Held(Role.LOOKING, 0, startedMillis);
    }

    void roleChanged(Role role, long epoch) {
        logRead = true;
        followers = LeaderReport.NOTHING_YET;
        held = new Held(role, epoch, environment.monotonicMillis());
    }

    View view() {
        Held now = held;
        long millis = environment.monotonicMillis();
        return new View(now.role, now.epoch, logRead, millis - startedMillis, millis - now.sinceMillis, followers);
    }

    void followersAre(LeaderReport report) {
        followers = report;
    }

    Role role() {
        return held.role;
    }

    /** Empty while the peer looks for a leader: it serves nobody new then. */
    Optional<Standing> standing() {
        Held now = held;
        if (now.role == Role.LOOKING) {
            return Optional.empty();
        }
        return Optional.of(new Standing(
                mode(now.role),
                voters,
                now.role == Role.LEADING && voters > 1 ? Optional.of(leading(now)) : Optional.empty(),
                machine(),
                Map.of()));
    }

    private ServerReport.Mode mode(Role role) {
        if (voters == 1) {
            return ServerReport.Mode.STANDALONE;
        }
        return role == Role.LEADING ? ServerReport.Mode.LEADER : ServerReport.Mode.FOLLOWER;
    }

    private ServerReport.Leading leading(Held now) {
        LeaderReport report = followers;
        LeaderReport.ProposalSizes sizes = report.proposals();
        return new ServerReport.Leading(
                environment.monotonicMillis() - now.sinceMillis,
                report.learners(),
                report.synced(),
                0,
                report.learners() - report.synced(),
                new ServerReport.ProposalBytes(sizes.lastBytes(), sizes.minBytes(), sizes.maxBytes()));
    }

    private ServerReport.Machine machine() {
        return new ServerReport.Machine(environment.monotonicMillis() - startedMillis, openFiles(), mostFiles());
    }

    static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : -1;
    }

    static long mostFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : -1;
    }
}
