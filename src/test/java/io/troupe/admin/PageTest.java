package io.troupe.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.troupe.server.testing.TestEnsemble;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.zookeeper.CreateMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The page, as a person sees it: in a real browser, by mouse and by keyboard. Pictures go to target/screenshots. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageTest {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static TestEnsemble ensemble;
    private static CuratorFramework client;
    private static Browser browser;
    private static Path profile;

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(Browser.isInstalled(), "skipped: there is no chromium here (apt-get install chromium)");
        ensemble = TestEnsemble.startObserved(3);
        client = CuratorFrameworkFactory.newClient(ensemble.connectString(1), new RetryOneTime(100));
        client.start();
        client.create()
                .creatingParentsIfNeeded()
                .forPath(
                        "/services/billing/config",
                        "{\"color\":\"green\",\"replicas\":3,\"note\":\"<b>text</b>\"}"
                                .getBytes(StandardCharsets.UTF_8));
        client.create()
                .withMode(CreateMode.EPHEMERAL)
                .forPath("/services/billing/instance-1", "10.0.0.1:8443".getBytes(StandardCharsets.UTF_8));
        client.create().forPath("/bytes", new byte[] {0, 1, 2, 3, 127, -1});
        client.create().forPath("/many");
        for (int i = 0; i < 1_000; i++) {
            client.create().inBackground().forPath("/many/child-%04d".formatted(i));
        }
        client.sync().forPath("/many");
        profile = Files.createTempDirectory("troupe-browser-");
        browser = new Browser(profile, Endpoint.of(ensemble.control(1)).base() + "/");
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
            client.close();
            ensemble.close();
            try (Stream<Path> files = Files.walk(profile)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    @Test
    @Order(1)
    void theEnsembleIsShownLive() throws Exception {
        browser.awaitText("All peers serve; one more failure can be borne.");
        browser.awaitText("leading");
        browser.awaitText("live");
        picture("ensemble");
    }

    @Test
    @Order(2)
    void aZnodeIsFoundByItsPathAndShownAsWhatItIs() throws Exception {
        browser.go("#/tree?path=/services/billing/config");
        browser.awaitText("\"color\": \"green\"");
        browser.awaitText("<b>text</b>");
        assertThat(browser.evaluate("document.querySelector('[aria-pressed=true]').textContent"))
                .isEqualTo("JSON");
        assertThat(browser.text()).contains("world:anyone:rwcda", "instance-1", "ephemeral");
        picture("tree");
        browser.go("#/tree?path=/bytes");
        browser.awaitText("00 01 02 03 7f ff");
    }

    @Test
    @Order(3)
    void aLargeFamilyComesAPageAtATime() throws Exception {
        browser.go("#/tree?path=/many/child-0001");
        browser.awaitText("800 more…");
        assertThat(browser.evaluate("document.querySelectorAll('[data-name^=child-]').length"))
                .isEqualTo("200");
    }

    @Test
    @Order(4)
    void theTreeIsWalkedByKeyboard() throws Exception {
        browser.go("#/tree?path=/");
        browser.awaitText("services");
        await().atMost(PATIENCE)
                .until(() -> browser.evaluate("document.querySelectorAll('[aria-selected=true]').length")
                        .equals("1"));
        browser.evaluate("document.querySelector('[role=tree] [tabindex=\"0\"]').focus()");
        browser.press("ArrowDown");
        assertThat(browser.evaluate("document.activeElement.dataset.path")).isEqualTo("/bytes");
        browser.press("Enter");
        browser.awaitText("00 01 02 03 7f ff");
    }

    @Test
    @Order(5)
    void everyControlHasANameForAssistiveTools() throws Exception {
        assertThat(browser.evaluate("[...document.querySelectorAll('a,button,input,[role=tree],[role=treeitem],nav')]"
                        + ".filter(e => !(e.getAttribute('aria-label') || e.textContent.trim())).length"))
                .isEqualTo("0");
        assertThat(browser.evaluate("document.documentElement.lang")).isEqualTo("en");
        assertThat(browser.evaluate("document.querySelectorAll('main,h1,nav').length"))
                .isEqualTo("3");
    }

    @Test
    @Order(6)
    void sessionsNameTheirClients() throws Exception {
        browser.go("#/sessions");
        browser.awaitText("1 session in the ensemble");
        browser.awaitText("127.0.0.1:");
        picture("sessions");
    }

    @Test
    @Order(7)
    void oneFailureFromLosingQuorumIsSaidInWords() throws Exception {
        browser.go("#/ensemble");
        ensemble.stop(ensemble.leader().orElseThrow() == 3 ? 2 : 3);
        browser.awaitText("One failure from losing quorum.");
        browser.awaitText("does not answer");
        picture("margin");
    }

    private static void picture(String name) throws Exception {
        for (String scheme : new String[] {"dark", "light"}) {
            browser.scheme(scheme);
            browser.screenshot(PICTURES.resolve(name + "-" + scheme + ".png"));
        }
    }
}
