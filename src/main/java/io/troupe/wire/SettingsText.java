package io.troupe.wire;

/** The answer to conf. */
final class SettingsText {
    /** Of FastLeaderElection, the only one that ZooKeeper has left; tools may compare it. */
    private static final int ELECTION_ALGORITHM = 3;

    private final StringBuilder text = new StringBuilder(512);

    private SettingsText() {}

    static String of(ServerSettings settings) {
        SettingsText lines = new SettingsText();
        lines.addPeer(settings);
        settings.ensemble().ifPresent(lines::addEnsemble);
        return lines.text.toString();
    }

    private void addPeer(ServerSettings settings) {
        add("clientPort", settings.clientPort());
        add("secureClientPort", settings.secureClientPort());
        add("dataDir", settings.dataDir());
        add("dataDirSize", settings.dataDirBytes());
        add("dataLogDir", settings.dataLogDir());
        add("dataLogSize", settings.dataLogBytes());
        add("tickTime", settings.tickTimeMillis());
        add("maxClientCnxns", settings.maxClientConnections());
        add("minSessionTimeout", settings.minSessionTimeoutMillis());
        add("maxSessionTimeout", settings.maxSessionTimeoutMillis());
        add("clientPortListenBacklog", settings.clientPortListenBacklog());
        add("serverId", settings.serverId());
    }

    /** Its last line has no end, there either. */
    private void addEnsemble(ServerSettings.Ensemble ensemble) {
        add("initLimit", ensemble.initLimitTicks());
        add("syncLimit", ensemble.syncLimitTicks());
        add("electionAlg", ELECTION_ALGORITHM);
        add("electionPort", ensemble.electionPort());
        add("quorumPort", ensemble.peerPort());
        add("peerType", ensemble.observer() ? 1 : 0);
        text.append("membership: \n");
        for (String member : ensemble.members()) {
            text.append(member).append('\n');
        }
        text.append("version=").append(Long.toHexString(ensemble.version()));
    }

    private void add(String key, long value) {
        add(key, Long.toString(value));
    }

    private void add(String key, String value) {
        text.append(key).append('=').append(value).append('\n');
    }
}
