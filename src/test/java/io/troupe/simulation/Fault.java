package io.troupe.simulation;

import java.util.List;

/** What may go wrong. Each kind strikes once, at some victim and for some while that chance chooses. */
enum Fault {
    PROCESS_DIES {
        @Override
        void strike(World world, Chance chance) {
            restartLater(world, chance, crash(world, chance, false));
        }
    },
    POWER_LOSS {
        @Override
        void strike(World world, Chance chance) {
            restartLater(world, chance, crash(world, chance, true));
        }
    },
    ALL_LOSE_POWER {
        @Override
        void strike(World world, Chance chance) {
            for (SimulatedPeer peer : world.peers()) {
                peer.crash(true);
                restartLater(world, chance, peer);
            }
        }
    },
    /** Or one that is about to lead. */
    LEADER_DIES {
        @Override
        void strike(World world, Chance chance) {
            for (SimulatedPeer peer : world.peers()) {
                if (peer.meansToLead()) {
                    peer.crash(chance.oneIn(2));
                    restartLater(world, chance, peer);
                }
            }
        }
    },
    /** In the middle of what the journal does: between two calls, or with half a write done. */
    CRASH_IN_DISK_CALL {
        @Override
        void strike(World world, Chance chance) {
            SimulatedPeer victim = chance.pick(world.peers());
            boolean powerLost = chance.oneIn(2);
            victim.disk().dieAfterCalls(chance.below(6), () -> {
                victim.crash(powerLost);
                restartLater(world, chance, victim);
            });
        }
    },
    DISK_FAILS {
        @Override
        void strike(World world, Chance chance) {
            chance.pick(world.peers()).disk().failAfterCalls(chance.below(6));
        }
    },
    DISK_IS_SLOW {
        @Override
        void strike(World world, Chance chance) {
            chance.pick(world.peers()).disk().slowDown(chance.between(5, 400), chance.between(100, 4_000));
        }
    },
    DISK_STALLS {
        @Override
        void strike(World world, Chance chance) {
            chance.pick(world.peers()).disk().slowDown(chance.between(1_000, 8_000), chance.between(1, 1_000));
        }
    },
    PAUSE {
        @Override
        void strike(World world, Chance chance) {
            SimulatedPeer victim = chance.pick(world.peers());
            victim.pause();
            world.schedule().afterMillis(chance.between(50, 5_000), victim::resume);
        }
    },
    PARTITION {
        @Override
        void strike(World world, Chance chance) {
            List<Integer> order = world.shuffledPeers(chance);
            int cut = chance.below(order.size());
            for (int a : order.subList(0, cut)) {
                for (int b : order.subList(cut, order.size())) {
                    world.network().block(a, b);
                    world.network().block(b, a);
                }
            }
            healLater(world, chance);
        }
    },
    ONE_WAY_PARTITION {
        @Override
        void strike(World world, Chance chance) {
            List<Integer> order = world.shuffledPeers(chance);
            for (int b : order.subList(1, 1 + chance.below(order.size()))) {
                world.network().block(order.get(0), b);
            }
            healLater(world, chance);
        }
    },
    /** Two groups that see each other only through one peer. */
    BRIDGE {
        @Override
        void strike(World world, Chance chance) {
            List<Integer> order = world.shuffledPeers(chance);
            List<Integer> sides = order.subList(1, order.size());
            for (int a : sides.subList(0, sides.size() / 2)) {
                for (int b : sides.subList(sides.size() / 2, sides.size())) {
                    world.network().block(a, b);
                    world.network().block(b, a);
                }
            }
            healLater(world, chance);
        }
    },
    LINK_BREAKS {
        @Override
        void strike(World world, Chance chance) {
            world.network().breakSome();
        }
    },
    SLOW_NETWORK {
        @Override
        void strike(World world, Chance chance) {
            world.network().slowDown(chance.between(5, 800), chance.between(100, 4_000));
        }
    },
    LATE_FRAMES {
        @Override
        void strike(World world, Chance chance) {
            world.network().allowGhosts();
            world.network().breakSome();
        }
    },
    CLOCK_JUMPS {
        @Override
        void strike(World world, Chance chance) {
            chance.pick(world.peers()).jumpWallClock(chance.between(-3_600_000, 3_600_000));
        }
    },
    CLIENTS_ARE_CUT {
        @Override
        void strike(World world, Chance chance) {
            chance.pick(world.clients()).cut();
        }
    };

    abstract void strike(World world, Chance chance);

    private static SimulatedPeer crash(World world, Chance chance, boolean powerLost) {
        SimulatedPeer victim = chance.pick(world.peers());
        victim.crash(powerLost);
        return victim;
    }

    private static void restartLater(World world, Chance chance, SimulatedPeer victim) {
        world.schedule().afterMillis(chance.oneIn(3) ? 1 : chance.between(1, 6_000), victim::start);
    }

    private static void healLater(World world, Chance chance) {
        world.schedule()
                .afterMillis(chance.between(200, 6_000), () -> world.network().heal());
    }
}
