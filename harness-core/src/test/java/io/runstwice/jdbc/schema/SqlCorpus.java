package io.runstwice.jdbc.schema;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** SQL that others have written: the texts in compiled classes that begin as statements do. */
final class SqlCorpus {

    /** Libraries whose classes hold SQL, as their files on the class path begin. */
    private static final Set<String> LIBRARIES = Set.of(
            "quartz-",
            "db-scheduler-",
            "spring-batch-core-",
            "spring-jdbc-",
            "hibernate-core-",
            "jooq-",
            "mybatis-",
            "postgresql-",
            "mariadb-java-client-",
            "h2-");

    private static final Pattern STATEMENT = Pattern.compile(
            "(?is)\\s*(select|insert|update|delete|with|merge|replace)\\s.*\\b(from|into|set|using|select)\\b.*");

    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;

    private SqlCorpus() {}

    /** What stands in the libraries on the class path. */
    static Set<String> ofLibraries() throws IOException {
        Set<String> found = new LinkedHashSet<>();
        for (String part : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            Path jar = Path.of(part);
            if (LIBRARIES.stream().anyMatch(jar.getFileName().toString()::startsWith)) {
                try (JarFile file = new JarFile(jar.toFile())) {
                    file.stream()
                            .filter(entry -> entry.getName().endsWith(".class")
                                    && !entry.getName().startsWith("META-INF"))
                            .forEach(entry -> found.addAll(statements(() -> file.getInputStream(entry))));
                }
            }
        }
        return found;
    }

    /** What stands in the tests of this module, compiled. */
    static Set<String> ofTests() throws IOException {
        Set<String> found = new LinkedHashSet<>();
        try (Stream<Path> classes = Files.walk(Path.of("target", "test-classes", "io"))) {
            List<Path> all = classes.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .toList();
            all.forEach(file -> found.addAll(statements(() -> Files.newInputStream(file))));
        }
        return found;
    }

    /** What stands in the sources of the examples, as one literal each. */
    static Set<String> ofExamples() throws IOException {
        Pattern literal = Pattern.compile("\"\"\"(.+?)\"\"\"|\"((?:[^\"\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);
        Set<String> found = new LinkedHashSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("..", "examples", "src"))) {
            for (Path file : sources.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                literal.matcher(Files.readString(file))
                        .results()
                        .map(match -> match.group(1) != null ? match.group(1) : match.group(2))
                        .map(String::translateEscapes)
                        .filter(SqlCorpus::isStatement)
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static boolean isStatement(String text) {
        return STATEMENT.matcher(text).matches();
    }

    private interface Opening {
        InputStream open() throws IOException;
    }

    private static Collection<String> statements(Opening opening) {
        try (DataInputStream file = new DataInputStream(opening.open())) {
            return constants(file).stream().filter(SqlCorpus::isStatement).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The texts of a class file's constant pool (The Java Virtual Machine Specification, 4.4). */
    private static List<String> constants(DataInputStream file) throws IOException {
        file.skipNBytes(8);
        int count = file.readUnsignedShort();
        List<String> texts = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            int tag = file.readUnsignedByte();
            switch (tag) {
                case UTF8 -> texts.add(file.readUTF());
                case 3, 4, 9, 10, 11, 12, 17, 18 -> file.skipNBytes(4);
                case LONG, DOUBLE -> {
                    file.skipNBytes(8);
                    i++; // takes two places
                }
                case 7, 8, 16, 19, 20 -> file.skipNBytes(2);
                case 15 -> file.skipNBytes(3);
                default -> throw new IOException("no constant has the tag " + tag);
            }
        }
        return texts;
    }
}
