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
    private volatile LeaderReport followers = LeaderReport.NOTHING_YET;

    private record Held(Role role, long sinceMillis) {}

    RoleBoard(Environment environment, int voters) {
        this.environment = environment;
        this.voters = voters;
        this.startedMillis = environment.monotonicMillis();
        this.held = new Held(Role.LOOKING, startedMillis);
    }

    void roleChanged(Role role) {
        followers = LeaderReport.NOTHING_YET;
        held = new Held(role, environment.monotonicMillis());
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
        long open = -1;
        long most = -1;
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            open = unix.getOpenFileDescriptorCount();
            most = unix.getMaxFileDescriptorCount();
        }
        return new ServerReport.Machine(environment.monotonicMillis() - startedMillis, open, most);
    }
}
