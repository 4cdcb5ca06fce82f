package io.troupe.admin;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What a peer says of itself, to operators and to the control planes of the others. Fields that another version does
 * not know are left aside there.
 *
 * @param role LOOKING, FOLLOWING or LEADING
 * @param epoch of the role, 0 while looking
 * @param zxid the last entry applied
 * @param memberUid tells this start of its control plane from others; 0 while it is in no cluster
 * @param learners peers that follow this leader; {@code synced} those whose acks are not late; 0 elsewhere
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PeerStatus(
        int id,
        String role,
        long epoch,
        boolean logRead,
        long zxid,
        long uptimeMillis,
        long roleMillis,
        long connections,
        long outstanding,
        int sessions,
        long znodes,
        long watches,
        int learners,
        int synced,
        String version,
        String clientAddress,
        String adminAddress,
        long memberUid) {

    static final String LOOKING = "LOOKING";
    static final String LEADING = "LEADING";

    boolean leads() {
        return LEADING.equals(role);
    }

    boolean looks() {
        return LOOKING.equals(role);
    }

    PeerStatus with(String newAdminAddress, long newMemberUid) {
        return new PeerStatus(
                id,
                role,
                epoch,
                logRead,
                zxid,
                uptimeMillis,
                roleMillis,
                connections,
                outstanding,
                sessions,
                znodes,
                watches,
                learners,
                synced,
                version,
                clientAddress,
                newAdminAddress,
                newMemberUid);
    }
}
