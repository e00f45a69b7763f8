package io.runstwice.corpus;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How many jobs of each kind were tried, and what was said of them that was not so. */
record Figures(List<Trial> trials) {

    @Override
    public String toString() {
        String kinds = trials.stream()
                .map(trial -> trial.job().kind())
                .distinct()
                .sorted()
                .map(this::line)
                .collect(Collectors.joining("\n"));
        String reasons = trials.stream()
                .filter(trial -> !trial.isRight())
                .map(Trial::toString)
                .collect(Collectors.joining("\n"));
        return "corpus of jobs\n" + kinds + "\n" + line("all", trials) + "\n" + reasons;
    }

    private String line(String kind) {
        return line(
                kind,
                trials.stream().filter(trial -> trial.job().kind().equals(kind)).toList());
    }

    private static String line(String what, List<Trial> some) {
        return String.format(
                "%-14s %3d tried, %d missed, %d false alarms, %d inconclusive, %d leaks",
                what,
                some.size(),
                count(some, Trial::isMissed),
                count(some, Trial::isFalseAlarm),
                count(some, Trial::isInconclusive),
                count(some, Trial::isLeaky));
    }

    private static long count(List<Trial> some, Predicate<Trial> such) {
        return some.stream().filter(such).count();
    }
}
