package io.troupe.tree;

import static io.troupe.tree.TreeUnderTest.create;
import static io.troupe.tree.TreeUnderTest.delete;
import static io.troupe.tree.TreeUnderTest.setData;
import static org.assertj.core.api.Assertions.assertThat;

import io.troupe.model.CreateMode;
import io.troupe.model.HashRing;
import io.troupe.model.Request;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where things live and what touches what. */
class RoutesTest {
    private final List<String> names = List.of("s0", "s1", "s2", "s3", "s4", "s5", "s6");
    private final HashRing ring = new HashRing(names);
    private final Routes routes = new Routes(ring, names.size());

    private Places places(Request.Write request) {
        return routes.placesOf(new Entry.ClientWrite(1, 1, 1, List.of(), request), new SessionTable());
    }

    private Places home(String segment) {
        return Places.subtree(ring.ownerOf(segment));
    }

    @Test
    void theFirstSegmentDecides() {
        for (int i = 0; i < 5_000; i++) {
            String segment = "app" + i % 2_500;
            int owner = ring.ownerOf(segment);
            assertThat(routes.placeOf('/' + segment)).isEqualTo(owner);
            assertThat(routes.placeOf('/' + segment + "/a/b")).isEqualTo(owner);
            assertThat(routes.placeOf("/zookeeper/quota/" + segment)).isEqualTo(owner);
            assertThat(routes.placeOf("/zookeeper/quota/" + segment + "/zookeeper_limits"))
                    .isEqualTo(owner);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/zookeeper", "/zookeeper/quota", "/zookeeper/config", "", "nonsense"})
    void whatStandsAboveAllAndWhatIsNoPathIsTheCrowns(String path) {
        assertThat(routes.placeOf(path)).isEqualTo(Routes.CROWN);
    }

    @Test
    void deepWritesTouchOneSubtree() {
        for (Request.Write request : List.of(
                create("/app/a"),
                create("/app/a/b", CreateMode.EPHEMERAL_SEQUENTIAL),
                delete("/app/a"),
                setData("/app", "1"),
                new Request.SetAcl("/app", List.of(), -1),
                create("/zookeeper/quota/app/x"),
                new Request.Multi(List.of(setData("/app", "1"), new Request.Check("/app/b", -1), delete("/app/c"))))) {
            assertThat(places(request)).isEqualTo(home("app"));
            assertThat(places(request).isOneSubtree()).isTrue();
            assertThat(places(request).index()).isEqualTo(ring.ownerOf("app"));
        }
    }

    @Test
    void createsAndDeletesBelowTheCrownTouchItToo() {
        Places both = home("app").with(Places.CROWN);

        assertThat(places(create("/app"))).isEqualTo(both);
        assertThat(places(delete("/app"))).isEqualTo(both);
        assertThat(places(create("/zookeeper/quota/app"))).isEqualTo(both);
        assertThat(routes.placesOf(new Entry.Collect("/app", 1), new SessionTable()))
                .isEqualTo(both);
        assertThat(both.isOneSubtree()).isFalse();
        assertThat(both.hasNoSubtree()).isFalse();
    }

    @Test
    void whereANameBelowTheCrownIsYetToBeDrawnItMayBeAnywhere() {
        Places everywhere = places(create("/app", CreateMode.PERSISTENT_SEQUENTIAL));

        assertThat(everywhere.contains(Places.CROWN)).isTrue();
        for (int i = 0; i < names.size(); i++) {
            assertThat(everywhere.hasSubtree(i)).isTrue();
        }
    }

    @Test
    void aMultiTouchesWhatItsOperationsTouch() {
        assertThat(places(new Request.Multi(List.of(setData("/app", ""), setData("/", ""), setData("/b/c", "")))))
                .isEqualTo(home("app").with(home("b")).with(Places.CROWN));
        assertThat(places(new Request.Multi(List.of())).hasNoSubtree()).isTrue();
    }

    @Test
    void theEndOfASessionTouchesWhereItMadeEphemerals() {
        SessionTable sessions = new SessionTable();
        sessions.judge(new Entry.CreateSession(1, new byte[0], 4_000, 9), Places.CROWN);
        Entry end = new Entry.ExpireSession(1, 9);
        assertThat(routes.placesOf(end, sessions).hasNoSubtree()).isTrue();

        Entry write = new Entry.ClientWrite(1, 9, 1, List.of(), create("/app/e", CreateMode.EPHEMERAL));
        sessions.judge(write, routes.placesOf(write, sessions));

        assertThat(routes.placesOf(end, sessions)).isEqualTo(home("app").with(Places.CROWN));
        assertThat(routes.placesOf(new Entry.CloseSession(1, 9, 2), sessions))
                .isEqualTo(home("app").with(Places.CROWN));
    }

    @Test
    void thereCanBe63Subtrees() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < Places.SUBTREES_MAX; i++) {
            many.add("s" + i);
        }
        Routes wide = new Routes(new HashRing(many), many.size());

        Places everywhere = wide.placesOf(
                new Entry.ClientWrite(1, 1, 1, List.of(), create("/n", CreateMode.PERSISTENT_SEQUENTIAL)),
                new SessionTable());

        assertThat(everywhere.hasSubtree(62)).isTrue();
        assertThat(everywhere.contains(Places.CROWN)).isTrue();
        assertThat(everywhere.isOneSubtree()).isFalse();
    }
}
