package io.troupe.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.model.Acl;
import io.troupe.model.ErrorCode;
import io.troupe.model.Identity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may ask to be stored as an ACL, and what is stored. */
class NewAclTest {
    private static final Identity ADDRESS = new Identity("ip", "10.0.0.1");
    private static final Identity ANN = new Identity("digest", "ann:hash");
    private static final Identity BOB = new Identity("digest", "bob:hash");
    private static final Identity SUPERUSER = new Identity("super", "");
    private static final Acl AUTH = new Acl(Acl.READ, new Identity("auth", "whatever"));

    private static Acl reads(String scheme, String id) {
        return new Acl(Acl.READ, new Identity(scheme, id));
    }

    private static void assertInvalid(List<Acl> acl, Identity... identities) {
        assertThatThrownBy(() -> NewAcl.of(acl, List.of(identities))).isSameAs(Rejected.with(ErrorCode.INVALID_ACL));
    }

    @Test
    void theOpenListIsTheSameObjectForAllNodes() {
        assertThat(NewAcl.of(List.of(new Acl(31, new Identity("world", "anyone"))), List.of()))
                .isSameAs(Acl.OPEN);
    }

    @Test
    void nullAndEmptyListsAreInvalid() {
        assertInvalid(null);
        assertInvalid(List.of());
    }

    @Test
    void duplicatesGoAndTheOrderStays() {
        Acl first = reads("digest", "b:1");
        Acl second = reads("world", "anyone");

        assertThat(NewAcl.of(List.of(first, second, first, second), List.of())).containsExactly(first, second);
    }

    @Test
    void authStandsForEachAuthenticatedIdentityAndNotForAddressesOrSuperusers() {
        assertThat(NewAcl.of(List.of(AUTH), List.of(ADDRESS, ANN, SUPERUSER, BOB)))
                .containsExactly(new Acl(Acl.READ, ANN), new Acl(Acl.READ, BOB));
    }

    @Test
    void authOfNobodyIsInvalid() {
        assertInvalid(List.of(AUTH), ADDRESS, SUPERUSER);
        assertInvalid(List.of(reads("world", "anyone"), AUTH));
    }

    @ParameterizedTest
    @CsvSource({
        "world,bob",
        "world,''",
        "super,''",
        "super,ann",
        "x509,CN=ann",
        "sasl,ann",
        "nonsense,a",
        "'',a",
        "digest,ann",
        "digest,''",
        "digest,ann:",
        "digest,a:b:c",
        "ip,localhost",
        "ip,10.0.0.1/33"
    })
    void whatMeansNothingIsInvalid(String scheme, String id) {
        assertInvalid(List.of(reads("world", "anyone"), reads(scheme, id)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann:hash", ":hash", "ann:hash:"})
    void aDigestHasTwoParts(String id) {
        assertThat(NewAcl.of(List.of(reads("digest", id)), List.of())).containsExactly(reads("digest", id));
    }
}
