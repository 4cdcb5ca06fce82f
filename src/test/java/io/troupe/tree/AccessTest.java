package io.troupe.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.Acl;
import io.troupe.model.Identity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is let in by which list. */
class AccessTest {
    private static final Identity ANN = new Identity("digest", "ann:hash");
    private static final List<Acl> ANN_READS_AND_WRITES = List.of(new Acl(Acl.READ | Acl.WRITE, ANN));

    @Test
    void anyoneIsEveryoneEvenWithoutAnyIdentity() {
        assertThat(Access.permits(Acl.READ_ONLY, Acl.READ, List.of())).isTrue();
        assertThat(Access.permits(Acl.READ_ONLY, Acl.WRITE, List.of(ANN))).isFalse();
    }

    @Test
    void anIdentityMustBeTheVerySame() {
        assertThat(Access.permits(ANN_READS_AND_WRITES, Acl.READ, List.of(ANN))).isTrue();
        assertThat(Access.permits(ANN_READS_AND_WRITES, Acl.READ, List.of(new Identity("digest", "ann:other"))))
                .isFalse();
        assertThat(Access.permits(ANN_READS_AND_WRITES, Acl.READ, List.of(new Identity("ip", "ann:hash"))))
                .isFalse();
    }

    @Test
    void oneOfThePermissionsAskedForIsEnough() {
        assertThat(Access.permits(ANN_READS_AND_WRITES, Acl.READ | Acl.ADMIN, List.of(ANN)))
                .isTrue();
        assertThat(Access.permits(ANN_READS_AND_WRITES, Acl.ADMIN, List.of(ANN)))
                .isFalse();
    }

    @Test
    void anEmptyListIsOpen() {
        assertThat(Access.permits(List.of(), Acl.ADMIN, List.of())).isTrue();
    }

    @Test
    void aSuperuserMayDoEverything() {
        assertThat(Access.permits(ANN_READS_AND_WRITES, Acl.ADMIN, List.of(new Identity("super", ""))))
                .isTrue();
    }

    @Test
    void hashesAreMaskedAndAllElseIsShown() {
        Acl open = new Acl(Acl.READ, Identity.ANYONE);
        Acl address = new Acl(Acl.READ, new Identity("ip", "10.0.0.1"));

        assertThat(Access.masked(List.of(open, new Acl(Acl.WRITE, ANN), address)))
                .containsExactly(open, new Acl(Acl.WRITE, new Identity("digest", "ann:x")), address);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1,10.0.0.1,true",
        "10.0.0.1,10.0.0.2,false",
        "10.0.0.0/8,10.255.0.1,true",
        "10.0.0.0/8,11.0.0.1,false",
        "10.0.0.0/0,11.0.0.1,true",
        "10.0.0.0/31,10.0.0.1,true",
        "10.0.0.0/31,10.0.0.2,false",
        "192.168.128.0/17,192.168.127.1,false",
        "192.168.128.0/17,192.168.129.1,true",
        "::1,0:0:0:0:0:0:0:1,true",
        "fe80::/10,fe80:0:0:0:1:2:3:4%eth0,true",
        "2001:db8::/33,2001:db8:8000::1,false",
        "::ffff:10.0.0.1,0:0:0:0:0:ffff:a00:1,true",
        "10.0.0.1,::ffff:10.0.0.1,false"
    })
    void anAddressIsInARangeOrNot(String range, String address, boolean inside) {
        List<Acl> acl = List.of(new Acl(Acl.READ, new Identity("ip", range)));

        assertThat(Access.permits(acl, Acl.READ, List.of(new Identity("ip", address))))
                .isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource({
        "''", "10.0.0", "10.0.0.0.1", "10.0.0.256", "10.0.0.-1", "10.0.0.1/", "10.0.0.1/33", "10.0.0.1/-1",
        "10.0.0.1/8/8", "localhost", "::1::", "1:2:3", "1:2:3:4:5:6:7:8:9", "::12345", "::/129", "::g",
        "1:2:3:4:5:6:7::8:9", "::10.0.0", "\u0661.0.0.1"
    })
    void whatIsNoRangeIsNone(String text) {
        assertThat(IpRange.parse(text)).isEmpty();
    }
}
