package io.troupe.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** The classes that the gates look at, read once: the product's, and small ones that break each rule on purpose. */
final class Imported {
    static final String ROOT = "io.troupe";
    static final String FIXTURE_ROOT = "io.troupe.architecture.fixture";

    static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);
    static final JavaClasses FIXTURES = new ClassFileImporter().importPackages(FIXTURE_ROOT);

    private Imported() {}

    /** {@code model} for {@code io.troupe.model.Zxid}; empty for what lies outside of {@code root}'s packages. */
    static String packageBelow(String root, JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(root + ".") ? name.substring(root.length() + 1).split("\\.")[0] : "";
    }

    /** The class that a file is named after. */
    static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(Imported::outermost).orElse(type);
    }

    /** What a rule has to say against the fixtures: an empty list would mean that it cannot fail. */
    static List<String> failures(ArchRule rule) {
        return rule.evaluate(FIXTURES).getFailureReport().getDetails();
    }
}
