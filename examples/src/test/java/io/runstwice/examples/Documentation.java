package io.runstwice.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages, and the sources that their code has to come from. */
final class Documentation {

    /** A fenced block of a page. */
    record Block(Path page, String language, String text) {

        @Override
        public String toString() {
            return page.getFileName() + ": " + text.lines().findFirst().orElse("");
        }
    }

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern FENCED =
            Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile(" *(/\\*|\\* |//)");
    private static final Pattern REGION =
            Pattern.compile("^ *// region [^\\n]*\\n(.*?)^ *// endregion$", Pattern.MULTILINE | Pattern.DOTALL);

    private Documentation() {}

    /** Every block of a language, in README.md and docs; decisions speak for themselves. */
    static List<Block> blocks(String language) {
        return pages().stream()
                .flatMap(page -> FENCED.matcher(read(page))
                        .results()
                        .map(found -> new Block(page, found.group(1), found.group(2))))
                .filter(block -> block.language().equals(language))
                .toList();
    }

    /** Every marked region of the examples' sources, moved to the left margin. */
    static List<String> regions() {
        List<String> regions = new ArrayList<>();
        for (Path source : files(Path.of("src"), ".java")) {
            Matcher region = REGION.matcher(read(source));
            while (region.find()) {
                regions.add(region.group(1).stripTrailing().stripIndent() + "\n");
            }
        }
        return regions;
    }

    /** The incident reports of the examples. */
    static List<String> incidents() {
        return files(Path.of("src/test/resources/incidents"), ".md").stream()
                .map(Documentation::read)
                .toList();
    }

    /** Every line of a comment, in the sources of every module, that is wider than this many columns. */
    static List<String> commentsWiderThan(int columns) {
        return Stream.of("harness-core", "junit-extension", "examples")
                .flatMap(module -> files(ROOT.resolve(module).resolve("src"), ".java").stream())
                .flatMap(source -> read(source)
                        .lines()
                        .filter(line ->
                                line.length() > columns && COMMENT.matcher(line).lookingAt())
                        .map(line -> ROOT.relativize(source) + ": " + line))
                .toList();
    }

    private static List<Path> pages() {
        List<Path> pages = new ArrayList<>(files(ROOT.resolve("docs"), ".md"));
        pages.removeIf(page -> page.getParent().endsWith("decisions"));
        pages.add(ROOT.resolve("README.md"));
        return pages;
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
