package io.troupe.server;

import java.util.Optional;

/** Which build this is. */
public final class Release {
    /** The release of ZooKeeper whose clients and words this build speaks to; probes parse these three numbers. */
    private static final String SPEAKS = "3.9.5";

    private Release() {}

    /** As the jar's manifest says; a build that runs from classes has none. */
    public static Optional<String> version() {
        return Optional.ofNullable(Release.class.getPackage().getImplementationVersion());
    }

    /** What follows {@code Zookeeper version: } in four-letter words. */
    static String announced() {
        return SPEAKS + "-troupe-" + version().orElse("dev");
    }
}
