package io.troupe.architecture;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** What the compiler's own parser sees in one source file, each complaint with its line. */
final class JavaSource {
    private static final int MAX_METHOD_LINES = 70;
    private static final int MAX_CODE_LINES = 400;

    private final String name;
    private final String text;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    private JavaSource(InMemory file, CompilationUnitTree unit, SourcePositions positions) {
        this.name = file.name;
        this.text = file.text;
        this.unit = unit;
        this.positions = positions;
    }

    static JavaSource of(String name, String text) {
        return parsed(List.of(new InMemory(name, text))).get(0);
    }

    /** All of them at once, which takes the parser a second; one by one would take it half a minute. */
    static List<JavaSource> read(List<Path> files) {
        return parsed(files.stream()
                .map(file -> new InMemory(file.toString(), Sources.text(file)))
                .toList());
    }

    private static List<JavaSource> parsed(List<InMemory> files) {
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, diagnostic -> {}, List.of("-proc:none"), null, files);
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        List<JavaSource> sources = new ArrayList<>();
        try {
            for (CompilationUnitTree unit : task.parse()) { // in the order of the files
                sources.add(new JavaSource(files.get(sources.size()), unit, positions));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    /** As it was given, from the project's folder on. */
    String name() {
        return name;
    }

    List<String> longMethods() {
        List<String> found = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void none) {
                long lines = line(positions.getEndPosition(unit, method)) - lineOf(method) + 1;
                if (lines > MAX_METHOD_LINES) {
                    found.add(at(method) + method.getName() + " has " + lines + " lines");
                }
                return super.visitMethod(method, none);
            }
        }.scan(unit, null);
        return found;
    }

    /** Nothing may have to be done about an exception, but then a comment says why. */
    List<String> emptyCatches() {
        List<String> found = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitCatch(CatchTree caught, Void none) {
                BlockTree block = caught.getBlock();
                String body = text.substring(
                        (int) positions.getStartPosition(unit, block), (int) positions.getEndPosition(unit, block));
                if (body.replaceAll("[{}\\s]", "").isEmpty()) {
                    found.add(at(caught) + "an empty catch");
                }
                return super.visitCatch(caught, none);
            }
        }.scan(unit, null);
        return found;
    }

    List<String> synchronizedBlocks() {
        List<String> found = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitSynchronized(SynchronizedTree block, Void none) {
                found.add(at(block) + "a lock in pure code");
                return super.visitSynchronized(block, none);
            }
        }.scan(unit, null);
        return found;
    }

    /** A test that sleeps is slow where it passes, and fails where the machine is slower than its author's. */
    List<String> sleeps() {
        List<String> found = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
                if (call.getMethodSelect().toString().matches("(Thread|TimeUnit\\.\\w+)\\.sleep")) {
                    found.add(at(call) + "a sleep");
                }
                return super.visitMethodInvocation(call, none);
            }
        }.scan(unit, null);
        return found;
    }

    /** Lines that hold more than blanks and comments. */
    List<String> tooLong() {
        int lines =
                (int) withoutComments().lines().filter(line -> !line.isBlank()).count();
        return lines > MAX_CODE_LINES ? List.of(name + " has " + lines + " lines of code") : List.of();
    }

    /** A comment marker within a string literal stays. */
    private String withoutComments() {
        return text.replaceAll(
                "(?s)(\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])+')|/\\*.*?\\*/|//[^\n]*", "$1");
    }

    private String at(Tree tree) {
        return name + ":" + lineOf(tree) + ": ";
    }

    private long lineOf(Tree tree) {
        return line(positions.getStartPosition(unit, tree));
    }

    private long line(long position) {
        return unit.getLineMap().getLineNumber(position);
    }

    private static final class InMemory extends SimpleJavaFileObject {
        private final String name;
        private final String text;

        InMemory(String name, String text) {
            super(URI.create("string:///" + name.replaceAll("[^A-Za-z0-9/._-]", "_")), Kind.SOURCE);
            this.name = name;
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return true;
        }
    }
}
