package io.runstwice.jdbc.state;

import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Field;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.sql.Looks;
import io.runstwice.jdbc.sql.Looks.Look;
import io.runstwice.jdbc.sql.Sql;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which clock the job looks at each time with. A column may be compared with the server's now, with a parameter that is
 * computed from the controlled clock, or handed out to be compared in Java, where the tap does not see with what.
 * Thread-safe.
 *
 * <p>A parameter is computed from the controlled clock if it lay as far from it, exactly, whenever that clock showed
 * something else.
 */
final class Lookers {

    /** What a statement does with columns that carry time. */
    private record Seen(Look look, List<String> columns) {}

    /** A parameter as it was heard first. */
    private record Heard(Instant clock, Instant value) {}

    private final Set<String> atNow = ConcurrentHashMap.newKeySet();
    private final Set<String> atTheClock = ConcurrentHashMap.newKeySet();
    private final Set<String> handedOut = ConcurrentHashMap.newKeySet();
    private final Map<String, Heard> heard = new HashMap<>();
    private final Map<Sql, List<Seen>> looks = new HashMap<>();
    private volatile Consumer<String> news = fact -> {};
    private volatile boolean matters;

    /** An exploration begins. */
    synchronized void begin(Consumer<String> shows) {
        atNow.clear();
        atTheClock.clear();
        handedOut.clear();
        heard.clear();
        looks.clear();
        news = shows;
        matters = false;
    }

    /** Whether it makes a difference: the job has asked for the controlled clock. */
    void matter(boolean asked) {
        matters = asked;
    }

    /** Whether a column, {@code table.column}, is compared with the server's now. */
    boolean isLookedAtNow(String column) {
        return atNow.contains(column);
    }

    /** Whether it is compared with the controlled clock. */
    boolean isLookedAtTheClock(String column) {
        return atTheClock.contains(column);
    }

    /** The columns that are looked at. */
    Set<String> columns() {
        Set<String> all = new HashSet<>(atNow);
        all.addAll(atTheClock);
        all.addAll(handedOut);
        return all;
    }

    /** Whether it is compared with the controlled clock, or may be. */
    boolean isLookedAtElsewhere(String column) {
        return atTheClock.contains(column) || handedOut.contains(column);
    }

    /** A worker says this while the controlled clock stands there. */
    synchronized void hear(Sql sql, List<@Nullable Object> values, Instant clock, Catalog catalog) {
        for (Seen seen : looks.computeIfAbsent(sql, any -> seen(sql, catalog))) {
            for (String column : seen.columns()) {
                Look look = seen.look();
                if (look.atNow()) {
                    add(atNow, column);
                }
                if (look.handedOut()) {
                    add(handedOut, column);
                }
                look.parameters().stream()
                        .filter(at -> at < values.size())
                        .forEach(at -> compared(column, sql.text + " " + at, instant(values.get(at)), clock));
            }
        }
    }

    private static List<Seen> seen(Sql sql, Catalog catalog) {
        return Looks.of(sql).stream()
                .map(look -> new Seen(look, columns(look, sql, catalog)))
                .filter(seen -> !seen.columns().isEmpty())
                .toList();
    }

    private void compared(String column, String parameter, @Nullable Instant value, Instant clock) {
        if (value == null) {
            return;
        }
        Heard first = heard.computeIfAbsent(parameter, any -> new Heard(clock, value));
        if (first.clock().equals(clock) || first.value().equals(value)) {
            return; // it is compared with itself, or it is fixed
        }
        boolean controlled = Duration.between(first.clock(), first.value()).equals(Duration.between(clock, value));
        add(controlled ? atTheClock : atNow, column);
    }

    private void add(Set<String> to, String column) {
        if (to.add(column) && matters) {
            news.accept("which clock looks at " + column);
        }
    }

    private static List<String> columns(Look look, Sql sql, Catalog catalog) {
        return catalog.relations().stream()
                .filter(relation -> isNamed(relation, sql))
                .flatMap(relation -> relation.fields().stream()
                        .filter(Field::carriesTime)
                        .filter(field -> look.column().equals("*")
                                || field.name().toLowerCase(Locale.ROOT).equals(look.column()))
                        .map(field -> relation.shown() + "." + field.shown()))
                .toList();
    }

    private static boolean isNamed(Relation relation, Sql sql) {
        return sql.phrases.stream()
                .flatMap(phrase -> phrase.tokens.stream())
                .anyMatch(token -> token.isName() && token.text().equalsIgnoreCase(relation.table()));
    }

    private static @Nullable Instant instant(@Nullable Object value) {
        if (value instanceof Timestamp at) {
            return at.toInstant();
        } else if (value instanceof java.util.Date at) {
            return Instant.ofEpochMilli(at.getTime());
        } else if (value instanceof OffsetDateTime at) {
            return at.toInstant();
        } else if (value instanceof ZonedDateTime at) {
            return at.toInstant();
        } else if (value instanceof LocalDateTime at) {
            return at.atZone(ZoneId.systemDefault()).toInstant();
        }
        return value instanceof Instant at ? at : null;
    }
}
