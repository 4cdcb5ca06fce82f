package io.troupe.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplicaSettingsTest {
    @Test
    void connectionsEndBeforeTheShortestSessionCan() {
        assertThat(ReplicaSettings.USUAL.forSessionsOf(900).patienceMillis()).isEqualTo(600);
        assertThat(ReplicaSettings.USUAL.forSessionsOf(1).patienceMillis()).isEqualTo(1);
    }

    @Test
    void connectionsDoNotOutliveARoleForLongerThanUsualBecauseSessionsMay() {
        assertThat(ReplicaSettings.USUAL.forSessionsOf(Integer.MAX_VALUE)).isEqualTo(ReplicaSettings.USUAL);
    }
}
