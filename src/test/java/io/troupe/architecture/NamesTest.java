package io.troupe.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name says what a thing is, not that it is one of two halves, or that its author could not say. */
class NamesTest {
    private static final Pattern SAYS_NOTHING =
            Pattern.compile("(?:^Abstract|^Base).*|.*(?:Impl|Manager|Utils?|Helper|Base)$");

    /** More than a screen of them is several ideas. */
    private static final int PUBLIC_METHODS = 20;

    @Test
    void namesSayWhatAThingIs() {
        speaking().check(Imported.PRODUCT);
    }

    @Test
    void classesAreOneIdea() {
        narrow().check(Imported.PRODUCT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"peer.Helper", "peer.AbstractNameImpl"})
    void aNameThatSaysNothingIsSeen(String name) {
        assertThat(Imported.failures(speaking())).anyMatch(line -> line.contains(name));
    }

    @Test
    void aWideClassIsSeen() {
        assertThat(methodsOf(String.class)).isGreaterThan(PUBLIC_METHODS);
    }

    private static int methodsOf(Class<?> type) {
        return width(new com.tngtech.archunit.core.importer.ClassFileImporter().importClass(type));
    }

    private static ArchRule speaking() {
        return classes().should(new ArchCondition<>("have a name that says what they are") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (SAYS_NOTHING.matcher(type.getSimpleName()).matches()) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " has a name that says nothing"));
                }
            }
        });
    }

    private static ArchRule narrow() {
        return classes().should(new ArchCondition<>("have at most " + PUBLIC_METHODS + " public methods") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                int width = width(type);
                if (width > PUBLIC_METHODS) {
                    events.add(
                            SimpleConditionEvent.violated(type, type.getName() + " has " + width + " public methods"));
                }
            }
        });
    }

    /** Components of a record and overridden methods are not counted: they are not ideas of their own. */
    private static int width(JavaClass type) {
        int width = 0;
        for (JavaMethod method : type.getMethods()) {
            boolean own = method.getModifiers().contains(JavaModifier.PUBLIC)
                    && !method.getModifiers().contains(JavaModifier.SYNTHETIC)
                    && !(type.isRecord() && method.getRawParameterTypes().isEmpty())
                    && !method.getName().matches("equals|hashCode|toString|values|valueOf");
            width += own ? 1 : 0;
        }
        return width;
    }
}
