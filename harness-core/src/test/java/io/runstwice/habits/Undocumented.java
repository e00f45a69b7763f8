package io.runstwice.habits;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Finds public types and methods without a sentence that says what they are. */
public final class Undocumented extends TreePathScanner<Void, Void> {

    private final DocTrees docs;
    private final CompilationUnitTree file;
    private final List<String> found = new ArrayList<>();

    private Undocumented(DocTrees docs, CompilationUnitTree file) {
        this.docs = docs;
        this.file = file;
    }

    /** What is public and says nothing of itself, in the files of these packages. */
    public static List<String> in(Path sources, List<String> packages) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files(sources, packages)));
            DocTrees docs = DocTrees.instance(task);
            List<String> found = new ArrayList<>();
            for (CompilationUnitTree file : task.parse()) {
                Undocumented scanner = new Undocumented(docs, file);
                scanner.scan(file, null);
                found.addAll(scanner.found);
            }
            return found;
        }
    }

    private static List<Path> files(Path sources, List<String> packages) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String one : packages) {
            try (Stream<Path> inside = Files.list(sources.resolve(one.replace('.', '/')))) {
                inside.filter(path -> path.toString().endsWith(".java")).forEach(files::add);
            }
        }
        return files;
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
        if (!isPublic(type.getModifiers())) {
            return null;
        }
        ask(type.getSimpleName());
        return super.visitClass(type, nothing);
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
        if (isPublic(method.getModifiers()) && !overrides(method) && !isOfARecord(method)) {
            ask(method.getName());
        }
        return null;
    }

    private void ask(CharSequence name) {
        if (docs.getDocComment(getCurrentPath()) == null) {
            found.add(file.getSourceFile().getName() + ": " + name);
        }
    }

    private boolean isPublic(ModifiersTree modifiers) {
        return modifiers.getFlags().contains(Modifier.PUBLIC)
                || getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.INTERFACE;
    }

    private static boolean overrides(MethodTree method) {
        return method.getModifiers().getAnnotations().stream()
                .anyMatch(one -> one.getAnnotationType().toString().equals("Override"));
    }

    /** The components are described with the record itself. */
    private boolean isOfARecord(MethodTree method) {
        return method.getName().contentEquals("<init>")
                && getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.RECORD;
    }
}
