package io.troupe.zab;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;

/** What hosts the cores of one peer in a test: the part that actors play in the real one. */
final class PeerTwin {
    private final Ensemble ensemble;
    private final ZabSettings settings;
    private final int id;
    private final DiskTwin disk = new DiskTwin();

    private boolean running;
    private boolean opening;
    private long pausedUntilMillis;
    private long diskFreeMillis;
    private final List<Runnable> whilePaused = new ArrayList<>();

    /** Counts the cores of all processes; what is meant for an earlier one is dropped. */
    private long incarnation;
    /** Counts processes; a disk write belongs to one. */
    private long process;

    private BiFunction<Input, Now, List<Effect>> core;
    private String role = "down";
    private int leader;
    private long activeEpoch;
    private String retirement = "";
    private final List<Batch> applied = new ArrayList<>();
    private final List<Long> synced = new ArrayList<>();

    PeerTwin(Ensemble ensemble, ZabSettings settings) {
        this.ensemble = ensemble;
        this.settings = settings;
        this.id = settings.self();
    }

    int id() {
        return id;
    }

    DiskTwin disk() {
        return disk;
    }

    boolean running() {
        return running;
    }

    boolean active() {
        return activeEpoch != 0;
    }

    long activeEpoch() {
        return activeEpoch;
    }

    String role() {
        return role;
    }

    int leader() {
        return leader;
    }

    List<Long> synced() {
        return synced;
    }

    List<String> appliedTexts() {
        return applied.stream()
                .flatMap(batch -> Batches.textsOf(batch).stream())
                .toList();
    }

    int appliedBatches() {
        return applied.size();
    }

    void start() {
        running = true;
        applied.clear();
        ensemble.connect();
        look();
        tick(process);
    }

    void crash() {
        running = false;
        process++;
        whilePaused.clear();
        pausedUntilMillis = 0;
        core = null;
        role = "down";
        leader = 0;
        activeEpoch = 0;
        incarnation++;
        disk.crash(ensemble.random());
        for (PeerTwin other : ensemble.peers()) {
            if (other != this) {
                ensemble.breakLink(id, other.id());
            }
        }
    }

    void pause(long millis) {
        long until = ensemble.now().monotonicMillis() + millis;
        pausedUntilMillis = Math.max(pausedUntilMillis, until);
        ensemble.after(millis, () -> {
            if (ensemble.now().monotonicMillis() >= pausedUntilMillis) {
                List<Runnable> late = List.copyOf(whilePaused);
                whilePaused.clear();
                late.forEach(Runnable::run);
            }
        });
    }

    private void look() {
        Election election = new Election(settings);
        role = "looks";
        leader = 0;
        open(election::step);
    }

    /** A core starts once the log has written what the one before it asked for. */
    private void open(BiFunction<Input, Now, List<Effect>> next) {
        long mine = ++incarnation;
        core = null;
        activeEpoch = 0;
        opening = true;
        openWhenWritten(mine, next);
    }

    private void openWhenWritten(long mine, BiFunction<Input, Now, List<Effect>> next) {
        if (mine != incarnation || !running) {
            return;
        }
        if (disk.hasUnsynced()) {
            ensemble.after(1, () -> openWhenWritten(mine, next));
            return;
        }
        opening = false;
        core = next;
        step(new Input.Start(disk.state()));
    }

    private void tick(long mine) {
        ensemble.after(40, () -> {
            if (running && mine == process) {
                receive(new Input.Tick());
                tick(mine);
            }
        });
    }

    void submit(String text) {
        ensemble.history.onSubmitted(text);
        step(new Input.Submit(List.of(Batches.submission(text))));
    }

    void sync(long ticket) {
        step(new Input.Sync(ticket));
    }

    /** An input from outside, which a paused process sees when it wakes. */
    void receive(Input input) {
        if (!running) {
            return;
        }
        if (ensemble.now().monotonicMillis() < pausedUntilMillis) {
            whilePaused.add(() -> receive(input));
        } else {
            step(input);
        }
    }

    private void step(Input input) {
        if (core == null || opening) {
            return;
        }
        long mine = incarnation;
        for (Effect effect : core.apply(input, ensemble.now())) {
            perform(effect, mine);
        }
    }

    private void perform(Effect effect, long mine) {
        if (effect instanceof Effect.Send send) {
            ensemble.send(id, send.peer(), send.message());
        } else if (effect instanceof Effect.Persist persist) {
            disk.write(persist.records());
            later(diskMillis(), () -> written(mine, persist.ticket()));
        } else if (effect instanceof Effect.Commit commit) {
            apply(commit.zxid());
        } else if (effect instanceof Effect.ReadLog read) {
            later(diskMillis(), () -> {
                if (mine == incarnation) {
                    List<Batch> batches = disk.read(read.afterZxid(), read.maxBytes());
                    receive(new Input.LogRead(read.peer(), read.afterZxid(), batches));
                }
            });
        } else if (effect instanceof Effect.Locate locate) {
            later(diskMillis(), () -> {
                if (mine == incarnation) {
                    receive(new Input.Located(locate.peer(), locate.zxid(), disk.floor(locate.zxid())));
                }
            });
        } else if (effect instanceof Effect.Elected elected) {
            becomeRole(elected.leader());
        } else if (effect instanceof Effect.Active active) {
            activeEpoch = active.epoch();
            if (leader == id) {
                ensemble.history.onEstablished(id, active.epoch());
            }
        } else if (effect instanceof Effect.Synced it) {
            synced.add(it.zxid());
        } else if (effect instanceof Effect.Retire retire) {
            retirement = retire.reason();
            look();
        }
    }

    private void becomeRole(int chosen) {
        leader = chosen;
        role = chosen == id ? "leads" : "follows";
        if (chosen == id) {
            open(new Leader(settings, ensemble.random().nextLong() | 1)::step);
        } else {
            open(new Follower(settings, chosen, incarnation + 1)::step);
        }
    }

    /** The disk goes on while the process is paused, and while a role changes, but not past a crash. */
    private void written(long mine, long ticket) {
        disk.sync();
        if (mine == incarnation) {
            receive(new Input.Durable(ticket));
        }
    }

    /** One disk does one thing after the other, for one process. */
    private void later(long millis, Runnable what) {
        long started = process;
        long now = ensemble.now().monotonicMillis();
        diskFreeMillis = Math.max(diskFreeMillis, now + millis);
        ensemble.after(diskFreeMillis - now, () -> {
            if (started == process) {
                what.run();
            }
        });
    }

    private long diskMillis() {
        Random random = ensemble.random();
        return ensemble.calm() ? 1 : random.nextInt(30) == 0 ? random.nextInt(700) : random.nextInt(8);
    }

    @SuppressWarnings("ReferenceEquality") // a log that was written anew has other batches
    private void apply(long zxid) {
        List<Batch> log = disk.batches();
        int from = applied.size();
        for (int i = from; i < log.size() && log.get(i).lastZxid() <= zxid; i++) {
            ensemble.history.onApplied(id, i, log.get(i));
            applied.add(log.get(i));
        }
        // A new role knows less of what is committed than the one before may have: it starts from its log.
        if (applied.isEmpty() || applied.get(applied.size() - 1).lastZxid() < zxid) {
            throw new AssertionError(
                    "peer " + id + " was told to apply up to " + Ensemble.zxid(zxid) + ", which its log does not hold");
        }
        for (int i = Math.max(0, from - 20); i < from; i++) {
            if (applied.get(i) != log.get(i)) {
                throw new AssertionError("peer " + id + " has applied what is no longer in its log");
            }
        }
    }

    String describe() {
        LogState log = disk.state();
        String doing = role + (role.equals("follows") ? " " + leader : "") + (active() ? ", epoch " + activeEpoch : "");
        List<String> inLog = disk.batches().stream()
                .flatMap(batch -> Batches.textsOf(batch).stream())
                .toList();
        return id + " " + doing + "; promised " + log.promisedEpoch() + ", entered " + log.enteredEpoch() + "; log "
                + inLog + " to " + Ensemble.zxid(log.lastZxid()) + ", applied " + appliedTexts();
    }

    String lastRetirement() {
        return retirement;
    }
}
