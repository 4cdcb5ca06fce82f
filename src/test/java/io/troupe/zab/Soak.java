package io.troupe.zab;

/** Runs schedules from a seed on, for as long as told: {@code java … io.troupe.zab.Soak FIRST_SEED MINUTES}. */
final class Soak {
    private Soak() {}

    public static void main(String[] arguments) {
        long seed = Long.parseLong(arguments[0]);
        long until = System.nanoTime() + (long) (Double.parseDouble(arguments[1]) * 60e9);
        long steps = 0;
        long schedules = 0;
        long failures = 0;
        while (System.nanoTime() < until) {
            try {
                steps += new EnsembleTest.Storm(seed).run();
            } catch (RuntimeException | AssertionError e) {
                failures++;
                System.out.println("seed " + seed + ": " + e);
            }
            seed++;
            schedules++;
        }
        System.out.println(schedules + " schedules, " + steps + " steps, " + failures + " failures");
    }
}
