package io.troupe.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of docs/STYLE.md that a machine can read off the files. Each is shown a text that breaks it, too. */
class TidyTest {
    private static final int COLUMNS = 120;

    /** Spelled so that this file does not hold the words itself. */
    private static final Pattern LEFT_OVER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

    private static final Pattern SENTENCE = Pattern.compile("(?s)/\\*\\*\\s[^.]+[.].*?\\*/\\s*(@\\w+\\s*)*package .*");
    private static final Pattern ADR = Pattern.compile("(\\d{4})-[a-z0-9-]+\\.md");

    private static final List<JavaSource> JAVA = JavaSource.read(java());

    @Test
    void linesFitAScreen() {
        assertThat(complaints(written(), TidyTest::wideLines)).isEmpty();
        assertThat(wideLines("f", "x".repeat(COLUMNS) + "\n" + "y".repeat(COLUMNS + 1)))
                .containsExactly("f:2: 121 columns");
    }

    @Test
    void methodsFitAScreen() {
        assertThat(parsed("src", JavaSource::longMethods)).isEmpty();
        String body = "int i;\n".repeat(69);
        assertThat(JavaSource.of("f", "class A {\nvoid m() {\n" + body + "}\n}").longMethods())
                .containsExactly("f:2: m has 71 lines");
    }

    @Test
    void filesHoldOneIdea() {
        assertThat(parsed("src", JavaSource::tooLong)).isEmpty();
        String comments = "// no code\n/* nor\n this */\n\n".repeat(200);
        assertThat(JavaSource.of("f", comments + "class A {\n" + "int i;\n".repeat(398) + "}")
                        .tooLong())
                .isEmpty();
        assertThat(JavaSource.of("f", "class A {\n" + "String s = \"//\";\n".repeat(399) + "}")
                        .tooLong())
                .containsExactly("f has 401 lines of code");
    }

    @Test
    void noExceptionIsDroppedSilently() {
        assertThat(parsed("src", JavaSource::emptyCatches)).isEmpty();
        assertThat(JavaSource.of("f", "class A { void m() { try { m(); } catch (Exception e) { } } }")
                        .emptyCatches())
                .hasSize(1);
    }

    @Test
    void logicHoldsNoLocks() {
        for (String step : List.of("model", "wire", "zab", "tree")) {
            assertThat(parsed("src/main/java/io/troupe/" + step + "/", JavaSource::synchronizedBlocks))
                    .isEmpty();
        }
        assertThat(JavaSource.of("f", "class A { void m() { synchronized (this) { m(); } } }")
                        .synchronizedBlocks())
                .hasSize(1);
    }

    @Test
    void testsDoNotSleep() {
        assertThat(parsed("src/test/", JavaSource::sleeps)).isEmpty();
        assertThat(JavaSource.of("f", "class A {\n void m() { Thread.sleep(1); TimeUnit.SECONDS.sleep(1); } }")
                        .sleeps())
                .containsExactly("f:2: a sleep", "f:2: a sleep");
    }

    @Test
    void nothingIsLeftForLater() {
        assertThat(complaints(written(), TidyTest::leftOvers)).isEmpty();
        assertThat(leftOvers("f", "a\n// TO" + "DO b")).containsExactly("f:2: something is left for later");
    }

    @Test
    void everyPackageSaysInASentenceWhatItIs() {
        assertThat(silentPackages(Sources.below(Sources.MAIN, ".java"), Sources::text))
                .isEmpty();

        Path good = Path.of("a", "package-info.java");
        List<Path> files = List.of(Path.of("a", "A.java"), good, Path.of("b", "B.java"));
        assertThat(silentPackages(files, file -> "/** Says it. */\npackage a;"))
                .containsExactly("b says nothing of itself");
        assertThat(silentPackages(files, file -> "package a;"))
                .containsExactly("a says nothing of itself", "b says nothing of itself");
    }

    @Test
    void linksOfDocumentsLeadSomewhere() {
        List<Path> documents = Sources.below(Sources.PROJECT, ".md");
        assertThat(documents).isNotEmpty();
        assertThat(complaints(documents, (name, text) -> Markdown.brokenLinks(Path.of(name), text)))
                .isEmpty();

        String text = "# One heading\n[a](pom.xml) [b](#one-heading) [c](https://example.org) `[d](no)`\n";
        assertThat(Markdown.brokenLinks(Path.of("README.md"), text)).isEmpty();
        assertThat(Markdown.brokenLinks(Path.of("README.md"), text + "[e](no.md) [f](#no-heading)"))
                .hasSize(2);
    }

    @Test
    void decisionsAreNumberedWithoutGaps() {
        List<String> names = Sources.below(Path.of("docs", "adr"), ".md").stream()
                .map(file -> file.getFileName().toString())
                .toList();
        assertThat(names).isNotEmpty();
        assertThat(misnumbered(names)).isEmpty();
        assertThat(misnumbered(List.of("0001-a.md", "0003-b.md"))).containsExactly("0003-b.md should be number 0002");
        assertThat(misnumbered(List.of("1-a.md"))).hasSize(1);
    }

    private static List<Path> java() {
        return Stream.concat(
                        Sources.below(Sources.MAIN, ".java").stream(), Sources.below(Sources.TEST, ".java").stream())
                .toList();
    }

    /** All that people write here by hand and read in an editor, documents aside: these may hold wide tables. */
    private static List<Path> written() {
        return Stream.concat(
                        java().stream(),
                        Stream.of(Path.of("bin", "troupe"), Path.of(".ci", "run"))
                                .filter(Files::exists))
                .toList();
    }

    private interface Check {
        List<String> of(String name, String text);
    }

    private static List<String> complaints(List<Path> files, Check check) {
        List<String> all = new ArrayList<>();
        files.forEach(file -> all.addAll(check.of(file.toString(), Sources.text(file))));
        return all;
    }

    private static List<String> parsed(String below, Function<JavaSource, List<String>> check) {
        List<JavaSource> files =
                JAVA.stream().filter(file -> file.name().startsWith(below)).toList();
        assertThat(files).as(below).isNotEmpty();
        return files.stream().flatMap(file -> check.apply(file).stream()).toList();
    }

    private static List<String> wideLines(String name, String text) {
        return numbered(
                name, text, line -> line.codePointCount(0, line.length()) > COLUMNS ? line.length() + " columns" : "");
    }

    private static List<String> leftOvers(String name, String text) {
        return numbered(name, text, line -> LEFT_OVER.matcher(line).find() ? "something is left for later" : "");
    }

    private static List<String> numbered(String name, String text, Function<String, String> complaint) {
        List<String> lines = text.lines().toList();
        return IntStream.range(0, lines.size())
                .filter(i -> !complaint.apply(lines.get(i)).isEmpty())
                .mapToObj(i -> name + ":" + (i + 1) + ": " + complaint.apply(lines.get(i)))
                .toList();
    }

    private static List<String> silentPackages(List<Path> files, Function<Path, String> text) {
        return files.stream()
                .map(Path::getParent)
                .distinct()
                .filter(folder -> {
                    Path info = folder.resolve("package-info.java");
                    return !files.contains(info)
                            || !SENTENCE.matcher(text.apply(info)).matches();
                })
                .map(folder -> folder + " says nothing of itself")
                .toList();
    }

    private static List<String> misnumbered(List<String> names) {
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String wanted = "%04d".formatted(i + 1);
            if (!ADR.matcher(names.get(i)).matches() || !names.get(i).startsWith(wanted)) {
                wrong.add(names.get(i) + " should be number " + wanted);
            }
        }
        return wrong;
    }
}
