package io.troupe.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import io.troupe.architecture.fixture.peer.ForgetfulActor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.Behavior;
import org.junit.jupiter.api.Test;

/**
 * Java 17 has no switch that must cover a sealed type, so this does: every record of an actor's protocol has its
 * handler {@code onX}, every constant of an enum in it a line in the receive table or such a handler.
 */
class ProtocolCoverageTest {
    private static final Set<String> TABLES = Set.of("createReceive", "commandHandler", "newReceive");

    @Test
    void everyMessageOfAnActorsProtocolHasAHandler() {
        List<String> missing = new ArrayList<>();
        for (JavaClass actor : actorsOf(Imported.PRODUCT)) {
            protocolOf(actor.reflect()).forEach(message -> missing.addAll(unhandled(actor, message)));
        }
        assertThat(missing).isEmpty();
    }

    /** A protocol that several actors share (a role is a leader or a follower) is handled by one of them at least. */
    @Test
    void everyMessageOfASharedProtocolHasAHandler() {
        Map<Class<?>, List<JavaClass>> takers = new LinkedHashMap<>();
        for (JavaClass actor : actorsOf(Imported.PRODUCT)) {
            taken(actor.reflect())
                    .forEach(protocol -> takers.computeIfAbsent(protocol, any -> new ArrayList<>())
                            .add(actor));
        }
        List<String> missing = new ArrayList<>();
        takers.forEach((protocol, actors) -> leaves(protocol).forEach(message -> {
            if (actors.stream().noneMatch(actor -> unhandled(actor, message).isEmpty())) {
                missing.add(message.getName() + " is handled by none of " + actors);
            }
        }));
        assertThat(missing).isEmpty();
    }

    @Test
    void aForgottenMessageIsSeen() {
        JavaClass actor = Imported.FIXTURES.get(ForgetfulActor.class);

        assertThat(protocolOf(ForgetfulActor.class).flatMap(message -> unhandled(actor, message).stream()))
                .containsExactlyInAnyOrder(
                        ForgetfulActor.class.getName() + " has no onForgotten",
                        ForgetfulActor.class.getName() + " has no line for Tick.FORGOTTEN");
    }

    private static List<JavaClass> actorsOf(JavaClasses all) {
        return all.stream()
                .filter(type -> type.getSimpleName().endsWith("Actor"))
                .sorted(java.util.Comparator.comparing(JavaClass::getName))
                .toList();
    }

    private static Stream<Class<?>> protocolOf(Class<?> actor) {
        return Arrays.stream(actor.getDeclaredClasses())
                .filter(nested -> nested.getSimpleName().equals("Command"))
                .flatMap(ProtocolCoverageTest::leaves);
    }

    /** Records and enums, through sealed interfaces within sealed interfaces. */
    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ProtocolCoverageTest::leaves)
                : Stream.of(type);
    }

    /** The sealed protocols of their own file that {@code create} says this actor takes. */
    private static Set<Class<?>> taken(Class<?> actor) {
        return Arrays.stream(actor.getDeclaredMethods())
                .filter(method -> method.getReturnType() == Behavior.class
                        && method.getName().equals("create")
                        && method.getGenericReturnType() instanceof ParameterizedType)
                .map(method -> ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[0])
                .filter(argument -> argument instanceof Class<?> protocol
                        && protocol.isSealed()
                        && protocol.getEnclosingClass() == null)
                .map(argument -> (Class<?>) argument)
                .collect(Collectors.toSet());
    }

    private static List<String> unhandled(JavaClass actor, Class<?> message) {
        Set<String> handlers = Arrays.stream(actor.reflect().getDeclaredMethods())
                .map(Method::getName)
                .collect(Collectors.toCollection(HashSet::new));
        if (handlers.contains("on" + message.getSimpleName())) {
            return List.of();
        }
        if (!message.isEnum()) {
            return List.of(actor.getName() + " has no on" + message.getSimpleName());
        }
        return Arrays.stream(message.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .filter(constant -> !isInTable(actor, message, constant))
                .map(constant -> actor.getName() + " has no line for " + message.getSimpleName() + "." + constant)
                .toList();
    }

    private static boolean isInTable(JavaClass actor, Class<?> message, String constant) {
        return actor.getFieldAccessesFromSelf().stream()
                .filter(access -> access.getTargetOwner().isEquivalentTo(message))
                .filter(access -> access.getTarget().getName().equals(constant))
                .map(JavaFieldAccess::getOrigin)
                .anyMatch(method ->
                        TABLES.contains(method.getName()) || method.getName().equals("create"));
    }
}
