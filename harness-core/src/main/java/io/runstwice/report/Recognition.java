package io.runstwice.report;

import io.runstwice.explore.Finding;
import io.runstwice.judge.Difference;
import io.runstwice.run.Run;
import io.runstwice.run.Step;
import io.runstwice.world.Column;
import io.runstwice.world.Redaction;
import io.runstwice.world.Row;
import io.runstwice.world.Table;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The reason why a receiver took a second request for a new one, read from the keys that the requests carried. */
final class Recognition {

    private final Run run;
    private final Difference difference;
    private final String receiver;
    private final List<Step> requests;
    private final String again;

    /** @param once how many such requests there are without a fault */
    Recognition(Finding finding, Difference difference, int once) {
        this.run = finding.run();
        this.difference = difference;
        this.receiver = difference.resource();
        this.requests = run.steps().stream().filter(this::isRequest).toList();
        this.again = once == 1 ? "the second " : "a repeated ";
    }

    /** The cause, if there was a second request and the receiver tells anything about keys. */
    Optional<String> cause(boolean keyless) {
        if (requests.size() < 2) {
            return Optional.empty();
        }
        if (keyless) {
            return Optional.of(receiver + " recognises no keys, so it took " + request() + " for a new one");
        }
        return keyColumn(difference.columns()).isEmpty()
                ? Optional.empty()
                : Optional.of(keysOf(difference.columns(), difference.surplus())
                        .filter(key -> carriers(key) > 1)
                        .findFirst()
                        .map(this::sameKey)
                        .orElseGet(this::otherKey));
    }

    /**
     * The cause, if the receiver knew the key of both, and time passed in between: the worker that was overtaken
     * meanwhile had relied on it.
     */
    Optional<String> forgotten() {
        return keysOf(difference.columns(), difference.surplus())
                .filter(key -> requests.size() > 1 && carriers(key) > 1 && !waited().isZero())
                .findFirst()
                .map(this::sameKey);
    }

    private String sameKey(String key) {
        Duration waited = waited();
        return waited.isZero()
                ? receiver + " does not honour the Idempotency-Key " + shown(key) + ": it took " + request()
                        + ", which carried it too, for a new one"
                : "after " + Prose.duration(waited) + " " + receiver + " had forgotten the Idempotency-Key "
                        + shown(key) + ", so it took " + request() + " for a new one";
    }

    private String otherKey() {
        return keysOf(difference.columns(), difference.surplus())
                .findFirst()
                .map(key -> later() + request() + " carried an Idempotency-Key of its own (" + shown(key) + "), so "
                        + receiver + " took it for a new one")
                .orElseGet(() -> request() + " carried no Idempotency-Key, so " + receiver + " could not recognise it");
    }

    private String later() {
        Duration waited = waited();
        return waited.isZero() ? "" : Prose.duration(waited) + " later ";
    }

    /** A key that was made of something secret says so in its words. */
    private static String shown(String key) {
        return Redaction.of(key, key);
    }

    /** How many rows of the table, as the run left it, came with this key. */
    private long carriers(String key) {
        return run.state().tables().stream()
                .filter(table -> table.resource().equals(receiver))
                .filter(table -> table.name().equals(difference.table()))
                .flatMap(Recognition::keysOf)
                .filter(key::equals)
                .count();
    }

    private static Stream<String> keysOf(Table table) {
        return keysOf(table.columns(), table.rows());
    }

    private static Stream<String> keysOf(List<Column> columns, List<Row> rows) {
        return keyColumn(columns).stream()
                .flatMap(column -> rows.stream().map(row -> row.cells().get(column)))
                .filter(Objects::nonNull)
                .map(Object::toString);
    }

    private static Optional<Integer> keyColumn(List<Column> columns) {
        Predicate<Column> isKey = column -> column.kind() == Column.Kind.REMARK
                && column.name().toLowerCase(Locale.ROOT).contains("key");
        return IntStream.range(0, columns.size())
                .filter(i -> isKey.test(columns.get(i)))
                .boxed()
                .findFirst();
    }

    /** How much time passed between the first request and the last. */
    private Duration waited() {
        int first = run.steps().indexOf(requests.get(0));
        int last = run.steps().lastIndexOf(requests.get(requests.size() - 1));
        return new Evidence(run).between(first, last);
    }

    private String request() {
        return again
                + ((Step.Passed) requests.get(requests.size() - 1))
                        .interaction()
                        .label();
    }

    private boolean isRequest(Step step) {
        return step instanceof Step.Passed passed
                && passed.point().resource().equals(receiver)
                && !passed.interaction().reads()
                && passed.effect().changesSomething()
                && passed.interaction().label().endsWith(Redaction.of(difference.table()));
    }
}
