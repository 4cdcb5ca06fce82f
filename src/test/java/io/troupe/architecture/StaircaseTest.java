package io.troupe.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A package imports only packages that stand above it: the staircase of docs/ARCHITECTURE.md, step by step. */
class StaircaseTest {
    private static final Map<String, Set<String>> MAY_IMPORT = staircase();

    /** Which packages may know that there are actors, sockets and event loops at all. */
    private static final Set<String> LIVE =
            Set.of("journal", "peer", "session", "admin", "client", "server", "bench", "cli");

    @Test
    void everyPackageImportsOnlyWhatStandsAboveIt() {
        climbing(Imported.ROOT).check(Imported.PRODUCT);
    }

    @Test
    void noTwoPackagesReachEachOther() {
        freeOfCycles(Imported.ROOT).check(Imported.PRODUCT);
    }

    @Test
    void onlyLivePackagesKnowOfActorsAndSockets() {
        noClasses()
                .that(resideBelow(Imported.ROOT, step -> !LIVE.contains(step)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.pekko..", "io.netty..")
                .check(Imported.PRODUCT);
    }

    @Test
    void aStepDownIsSeen() {
        assertThat(Imported.failures(climbing(Imported.FIXTURE_ROOT)))
                .anyMatch(line -> line.contains("model.Climber") && line.contains("wire.Frame"));
    }

    @Test
    void aPackageThatNobodyKnowsIsSeen() {
        assertThat(Imported.failures(climbing("io.troupe.architecture"))).anyMatch(line -> line.contains("no step"));
    }

    @Test
    void aCycleIsSeen() {
        assertThat(Imported.failures(freeOfCycles(Imported.FIXTURE_ROOT))).isNotEmpty();
    }

    /** Top to bottom. The client and the benchmark are programs of their own: they never see the server. */
    private static Map<String, Set<String>> staircase() {
        List<String> steps = List.of(
                "model", "wire", "zab", "tree", "metrics", "journal", "peer", "session", "admin", "client", "server",
                "bench", "cli");
        Map<String, Set<String>> above = new LinkedHashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            above.put(steps.get(i), Set.copyOf(steps.subList(0, i)));
        }
        above.put("metrics", Set.of());
        above.put("client", Set.of("model", "wire", "metrics"));
        above.put("bench", Set.of("model", "wire", "metrics"));
        return above;
    }

    private static ArchRule climbing(String root) {
        return classes()
                .that(resideBelow(root, step -> true))
                .should(new ArchCondition<>("import only packages above their own") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        String step = Imported.packageBelow(root, type);
                        if (!MAY_IMPORT.containsKey(step)) {
                            String message = type.getName() + " is in a package that is no step of the staircase";
                            events.add(SimpleConditionEvent.violated(type, message));
                            return;
                        }
                        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                            String other = Imported.packageBelow(root, dependency.getTargetClass());
                            if (!other.isEmpty()
                                    && !other.equals(step)
                                    && !MAY_IMPORT.get(step).contains(other)) {
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                            }
                        }
                    }
                });
    }

    private static ArchRule freeOfCycles(String root) {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles();
    }

    private static DescribedPredicate<JavaClass> resideBelow(String root, java.util.function.Predicate<String> which) {
        return DescribedPredicate.describe("reside below " + root, type -> {
            String step = Imported.packageBelow(root, type);
            return !step.isEmpty() && which.test(step);
        });
    }
}
