package io.troupe.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.conditions.ArchConditions.never;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logic is pure: time, chance and durability are arguments or effects, so that one seed replays the whole service. */
class PurityTest {
    private static final Set<String> PURE_PACKAGES = Set.of("model", "wire", "zab", "tree");

    /** Here only what is named as something live is live. */
    private static final Set<String> MIXED_PACKAGES = Set.of("peer", "session");

    private static final List<String> LIVE_NAMES = List.of("Actor", "Handler", "Dispatcher");

    /** The event loops that are Pekko's dispatchers, and what the actors on one of them share. */
    private static final Set<String> LIVE_ALL_THE_SAME = Set.of("EventLoops", "LoopExecutor", "LoopShare");

    private static final List<String> IMPURE_PACKAGES = List.of(
            "org.apache.pekko.",
            "io.netty.",
            "com.typesafe.",
            "org.slf4j.",
            "ch.qos.logback.",
            "java.util.logging.",
            "java.util.concurrent.",
            "java.nio.file.",
            "java.nio.channels.",
            "java.net.",
            "java.time.",
            "java.lang.ref.");

    /** Addresses and lengths of time are data, as long as nobody looks a name up or at a clock. */
    private static final Set<String> PURE_ALL_THE_SAME =
            Set.of("java.net.InetAddress", "java.net.InetSocketAddress", "java.time.Duration");

    private static final Set<String> IMPURE_CLASSES = Set.of(
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.lang.Runtime",
            "java.lang.ProcessBuilder",
            "java.io.File",
            "java.io.FileInputStream",
            "java.io.FileOutputStream",
            "java.io.RandomAccessFile",
            "java.io.FileReader",
            "java.io.FileWriter",
            "java.io.PrintStream",
            "java.security.SecureRandom",
            "java.util.Date",
            "java.util.UUID",
            "java.util.Timer");

    /** What would make an outcome depend on where it is computed. */
    private static final Set<String> LOCAL_CALLS = Set.of(
            "java.lang.String.toLowerCase()",
            "java.lang.String.toUpperCase()",
            "java.lang.String.getBytes()",
            "java.lang.String.<init>([B)",
            "java.lang.Object.wait()",
            "java.lang.Object.notify()",
            "java.lang.Object.notifyAll()",
            "java.net.InetSocketAddress.<init>(java.lang.String,int)",
            "java.lang.System.identityHashCode(java.lang.Object)");

    private static final Set<String> LOOK_UPS = Set.of(
            "java.net.InetAddress.getByName", "java.net.InetAddress.getAllByName", "java.net.InetAddress.getLocalHost");

    /** Clocks, chance and surroundings: asked for in one class of the server and one of the client. */
    private static final Set<String> SOURCES = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.System.getProperties",
            "java.lang.Math.random",
            "java.time.Instant.now",
            "java.time.LocalDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.util.UUID.randomUUID",
            "java.util.concurrent.ThreadLocalRandom.current");

    private static final Set<String> UNSEEDED =
            Set.of("java.util.Random.<init>()", "java.util.SplittableRandom.<init>()", "java.util.Date.<init>()");

    @Test
    void logicKnowsNoThreadsSocketsFilesOrLoggers() {
        untouchedByTheWorld(Imported.ROOT).check(Imported.PRODUCT);
        withoutLocks(Imported.ROOT).allowEmptyShould(true).check(Imported.PRODUCT);
    }

    @Test
    void logicSaysTheSameEverywhere() {
        sameEverywhere(Imported.ROOT).check(Imported.PRODUCT);
    }

    @Test
    void timeAndChanceComeFromOnePlace() {
        fromOnePlace(Imported.ROOT).check(Imported.PRODUCT);
    }

    @Test
    void nothingIsGlobal() {
        withoutGlobals().check(Imported.PRODUCT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ReentrantLock",
                "ActorRef",
                "java.nio.file.Files",
                "org.slf4j",
                "PrintStream",
                "java.lang.Thread"
            })
    void aTouchOfTheWorldIsSeen(String touched) {
        assertThat(Imported.failures(untouchedByTheWorld(Imported.FIXTURE_ROOT)))
                .anyMatch(line -> line.contains("zab.Impure") && line.contains(touched));
    }

    @Test
    void aLockIsSeen() {
        assertThat(Imported.failures(withoutLocks(Imported.FIXTURE_ROOT))).anyMatch(line -> line.contains("thread()"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"toLowerCase()", "getBytes()"})
    void aLocaleAndACharsetAreSeen(String call) {
        assertThat(Imported.failures(sameEverywhere(Imported.FIXTURE_ROOT))).anyMatch(line -> line.contains(call));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System.currentTimeMillis()",
                "System.nanoTime()",
                "java.util.Random.<init>()",
                "SecureRandom",
                "Math.random()",
                "System.getenv(",
                "System.getProperty(",
                "peer.Helper.now()",
                "peer.ClockActor.now()",
            })
    void aSecondSourceOfTimeOrChanceIsSeen(String call) {
        assertThat(Imported.failures(fromOnePlace(Imported.FIXTURE_ROOT))).anyMatch(line -> line.contains(call));
    }

    @Test
    void aGlobalIsSeen() {
        assertThat(Imported.failures(withoutGlobals())).anyMatch(line -> line.contains("Impure.global"));
    }

    private static ArchRule untouchedByTheWorld(String root) {
        return classes()
                .that(arePure(root))
                .should(never(dependOnClassesThat(describe("are of the world outside", PurityTest::isImpure))));
    }

    private static boolean isImpure(JavaClass type) {
        String name = type.getBaseComponentType().getName();
        return !PURE_ALL_THE_SAME.contains(name)
                && (IMPURE_CLASSES.contains(name) || IMPURE_PACKAGES.stream().anyMatch(name::startsWith));
    }

    private static ArchRule withoutLocks(String root) {
        return methods().that().areDeclaredInClassesThat(arePure(root)).should().notHaveModifier(SYNCHRONIZED);
    }

    private static ArchRule sameEverywhere(String root) {
        return classes().that(arePure(root)).should(notReach("depend on the place", LOCAL_CALLS, LOOK_UPS));
    }

    private static ArchRule fromOnePlace(String root) {
        DescribedPredicate<JavaClass> others = describe("are no door to time and chance", type -> {
            String name = Imported.outermost(type).getName();
            return name.startsWith(root + ".")
                    && !name.equals(root + ".server.Environment")
                    && !name.equals(root + ".client.Environment");
        });
        return classes()
                .that(others)
                .should(notReach("ask for time or chance", UNSEEDED, SOURCES))
                .andShould(never(dependOnClassesThat(
                        describe("are SecureRandom", type -> type.getName().equals("java.security.SecureRandom")))));
    }

    private static ArchRule withoutGlobals() {
        return fields().that().areStatic().should().haveModifier(FINAL).allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> arePure(String root) {
        return describe("are pure", type -> {
            String step = Imported.packageBelow(root, type);
            String name = Imported.outermost(type).getSimpleName();
            boolean named =
                    LIVE_ALL_THE_SAME.contains(name) || LIVE_NAMES.stream().anyMatch(name::endsWith);
            return PURE_PACKAGES.contains(step) || MIXED_PACKAGES.contains(step) && !named;
        });
    }

    /**
     * @param exact owner, name and parameters, as in {@code java.util.Random.<init>()}; {@code named}: without
     *     parameters
     */
    private static ArchCondition<JavaClass> notReach(String what, Set<String> exact, Set<String> named) {
        return new ArchCondition<>("not " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                    String name = access.getTargetOwner().getName() + "."
                            + access.getTarget().getName();
                    String full = name + parameters(access);
                    if (named.contains(name) || exact.contains(full)) {
                        events.add(SimpleConditionEvent.violated(access, access.getDescription()));
                    }
                }
            }
        };
    }

    private static String parameters(JavaAccess<?> access) {
        if (access.getTarget() instanceof com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget target) {
            return "("
                    + String.join(
                            ",",
                            target.getRawParameterTypes().stream()
                                    .map(JavaClass::getName)
                                    .toList())
                    + ")";
        }
        return "";
    }
}
