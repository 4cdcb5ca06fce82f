package io.troupe.server;

import io.troupe.metrics.Metrics;
import io.troupe.peer.Facts;
import io.troupe.peer.PeerObserver.Role;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Shows under ZooKeeper's names what others know: the replica, the role, the machine. */
final class Gauges {
    private final Metrics metrics;
    private final RoleBoard board;

    Gauges(Metrics metrics, RoleBoard board) {
        this.metrics = metrics;
        this.board = board;
    }

    /** {@code facts} are the latest that the replica has told. */
    void show(Supplier<Facts> facts, int voters) {
        contents("znode_count", facts, Facts::nodes);
        contents("watch_count", facts, Facts::watches);
        contents("ephemerals_count", facts, Facts::ephemerals);
        contents("approximate_data_size", facts, Facts::dataBytes);
        contents("global_sessions", facts, Facts::sessions);
        contents("troupe_applied_zxid", facts, Facts::zxid);
        metrics.shown("local_sessions", () -> 0);
        metrics.shown("quorum_size", () -> voters);
        metrics.shown("uptime", () -> board.view().uptimeMillis());
        for (Role role : Role.values()) {
            metrics.shown(
                    "troupe_role",
                    Map.of("role", role.name().toLowerCase(java.util.Locale.ROOT)),
                    () -> board.view().role() == role ? 1 : 0);
        }
        metrics.shown("troupe_epoch", () -> board.view().epoch());
        leading();
        machine();
    }

    private void contents(String name, Supplier<Facts> facts, ToLongFunction<Facts> which) {
        metrics.shown(name, () -> which.applyAsLong(facts.get()));
    }

    private void leading() {
        leader("leader_uptime", RoleBoard.View::roleMillis);
        leader("learners", view -> view.followers().learners());
        leader("synced_followers", view -> view.followers().synced());
        leader("synced_observers", view -> 0);
        leader("synced_non_voting_followers", view -> 0);
        leader(
                "pending_syncs",
                view -> view.followers().learners() - view.followers().synced());
        leader("last_proposal_size", view -> view.followers().proposals().lastBytes());
        leader("min_proposal_size", view -> view.followers().proposals().minBytes());
        leader("max_proposal_size", view -> view.followers().proposals().maxBytes());
    }

    /** Of others there is no such thing. */
    private void leader(String name, ToLongFunction<RoleBoard.View> value) {
        metrics.shown(name, () -> {
            RoleBoard.View view = board.view();
            return view.role() == Role.LEADING ? value.applyAsLong(view) : Double.NaN;
        });
    }

    private void machine() {
        metrics.shown("open_file_descriptor_count", () -> RoleBoard.openFiles());
        metrics.shown("max_file_descriptor_count", () -> RoleBoard.mostFiles());
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory("heap", memory::getHeapMemoryUsage);
        memory("nonheap", memory::getNonHeapMemoryUsage);
        metrics.shown(
                "jvm_threads_current", () -> ManagementFactory.getThreadMXBean().getThreadCount());
        metrics.shown("jvm_gc_collection_seconds_sum", () -> seconds(Gauges::collectionMillis));
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            metrics.shown("jvm_buffer_pool_used_bytes", Map.of("pool", pool.getName()), pool::getMemoryUsed);
        }
    }

    /** Under the names of the old client of Prometheus, which shipped alerts use, and under Micrometer's. */
    private void memory(String area, Supplier<MemoryUsage> usage) {
        Map<String, String> tags = Map.of("area", area);
        metrics.shown("jvm_memory_bytes_used", tags, () -> usage.get().getUsed());
        metrics.shown("jvm_memory_bytes_max", tags, () -> usage.get().getMax());
        metrics.shown("jvm_memory_used_bytes", tags, () -> usage.get().getUsed());
        metrics.shown("jvm_memory_max_bytes", tags, () -> usage.get().getMax());
    }

    private static double seconds(Supplier<Long> millis) {
        return millis.get() / (double) TimeUnit.SECONDS.toMillis(1);
    }

    private static long collectionMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(bean -> Math.max(0, bean.getCollectionTime()))
                .sum();
    }
}
