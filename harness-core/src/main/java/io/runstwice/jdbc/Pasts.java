package io.runstwice.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The transactions of one database in which time has passed. Thread-safe. */
final class Pasts {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private final Wire wire;
    private final List<Standing.Ended> ended = new ArrayList<>();
    private volatile @Nullable Boolean stands;
    private volatile Set<String> hidden = Set.of();
    private volatile Duration ahead = Duration.ZERO;
    private volatile Duration inWords = Duration.ZERO;

    Pasts(Wire wire) {
        this.wire = wire;
    }

    /** An exploration begins. */
    void forget() {
        stands = null;
        hidden = Set.of();
        ahead = Duration.ZERO;
        inWords = Duration.ZERO;
        take();
    }

    /** Statements of workers see now as so much later. */
    void showNow(Duration later) {
        ahead = later;
    }

    /** Time passes, while every worker stands still. */
    void passes(Duration time, HarnessSession harness) throws SQLException {
        if (!wire.far().all().isEmpty()) {
            wire.gate()
                    .note(
                            "what a transaction in a process of its own saw as now() was not moved back when time passed meanwhile");
        }
        if (wire.sessions().isEmpty()) {
            return;
        }
        harness.with(connection -> {
            Dialect dialect = wire.source().dialect(connection);
            if (stands == null) {
                stands = dialect.nowStands(connection);
                hidden = Boolean.TRUE.equals(stands) ? dialect.hiddenNows(connection) : Set.of();
            }
            if (Boolean.TRUE.equals(stands)) {
                for (Session session : wire.sessions()) {
                    session.passes(time, connection);
                }
            }
            return null;
        });
    }

    /** So much time has passed for the texts and numbers that are made of now. */
    void showNowInWords(Duration passed) {
        inWords = passed;
    }

    /**
     * By how much they see a later now: in another hour, and on the same day unless a day has passed. It must not depend on how late it is while a test
     * runs, and whole days are what dates grow older by.
     */
    private Duration inWords() {
        if (inWords.isZero()) {
            return inWords;
        }
        ZonedDateTime now = wire.gate().machine().instant().atZone(ZoneId.systemDefault());
        ZonedDateTime next = now.truncatedTo(ChronoUnit.HOURS).plusHours(1);
        Duration later = inWords;
        boolean sameHour =
                inWords.compareTo(HALF_AN_HOUR) > 0 && now.plus(inWords).isBefore(next);
        if (sameHour) {
            later = Duration.between(now, next).plus(HALF_AN_HOUR);
        }
        boolean sameDay = now.toLocalDate()
                .plusDays(inWords.toDays())
                .equals(now.plus(later).toLocalDate());
        return sameDay ? later : later.minusDays(1);
    }

    /** What a session says in its transaction, so that it hears the now of that. */
    String told(String sql, Session session) {
        Now.Shift shift = new Now.Shift(session.standing().behind(), ahead, inWords());
        return shift.isNone() ? sql : Now.told(sql, shift, wire.source().hasBackslashes(), session.dialect()::earlier);
    }

    /** Nothing that this statement touches may ask for now where nobody can answer otherwise. */
    void mustBeClear(Sql sql, Standing standing) {
        if (standing.behind().isZero()) {
            return;
        }
        String block = Now.hiddenIn(sql);
        String hider = block == null ? hider(sql) : "a block of code";
        if (hider != null) {
            wire.gate()
                    .doubt("time passed within a transaction, and \"" + sql.label + "\" asks for its now() in " + hider
                            + ", which cannot be moved back. Let it take the time as a parameter");
        }
    }

    private @Nullable String hider(Sql sql) {
        for (Phrase phrase : sql.phrases) {
            boolean changes = !phrase.isQuery();
            for (Token token : phrase.tokens) {
                String name = token.isName() ? token.text().toLowerCase(Locale.ROOT) : "";
                if (hidden.contains(name)) {
                    return name;
                } else if (changes && hidden.contains("changes of " + name)) {
                    return "a trigger or default of " + name;
                }
            }
        }
        return null;
    }

    synchronized void ended(Standing.@Nullable Ended transaction) {
        if (transaction != null) {
            ended.add(transaction);
        }
    }

    synchronized boolean hasEnded() {
        return !ended.isEmpty();
    }

    synchronized List<Standing.Ended> take() {
        List<Standing.Ended> taken = List.copyOf(ended);
        ended.clear();
        return taken;
    }
}
