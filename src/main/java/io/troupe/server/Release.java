package io.troupe.server;

/** Which build this is. */
public final class Release {
    /** The release of ZooKeeper whose clients and words this build speaks to; probes parse these three numbers. */
    private static final String SPEAKS = "3.9.5";

    private Release() {}

    /** As the jar's manifest says; a build that runs from classes has none. */
    public static String version() {
        String version = Release.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }

    /** What follows {@code Zookeeper version: } in four-letter words. */
    static String announced() {
        return SPEAKS + "-troupe-" + version();
    }
}
