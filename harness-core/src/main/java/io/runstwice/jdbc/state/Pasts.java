package io.runstwice.jdbc.state;

import io.runstwice.jdbc.dialect.TransactionClock;
import io.runstwice.jdbc.lock.Contenders;
import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Field;
import io.runstwice.jdbc.source.HarnessSession;
import io.runstwice.jdbc.source.LazyDataSource;
import io.runstwice.jdbc.sql.Now;
import io.runstwice.jdbc.sql.NowCode;
import io.runstwice.jdbc.sql.NowSpelt;
import io.runstwice.jdbc.sql.Phrase;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.jdbc.sql.Token;
import io.runstwice.world.Gate;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The transactions of one database in which time has passed. Thread-safe. */
public final class Pasts {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private final Supplier<Gate> gate;
    private final Supplier<Catalog> catalog;
    private final LazyDataSource source;
    private final Contenders contenders;
    private final ObservedUse use;
    private final List<Standing.Ended> ended = new ArrayList<>();
    private volatile @Nullable Boolean stands;
    private volatile HiddenNow hidden = HiddenNow.NONE;
    private volatile Duration ahead = Duration.ZERO;
    private volatile LaterNow inWords = LaterNow.NONE;
    private volatile Duration shown = Duration.ZERO;
    private volatile boolean passedElsewhere;

    public Pasts(
            Supplier<Gate> gate,
            Supplier<Catalog> catalog,
            LazyDataSource source,
            Contenders contenders,
            ObservedUse use) {
        this.gate = gate;
        this.catalog = catalog;
        this.source = source;
        this.contenders = contenders;
        this.use = use;
    }

    /** An exploration begins. */
    public void begin(HiddenNow code) {
        stands = null;
        hidden = code;
        ahead = Duration.ZERO;
        passedElsewhere = false;
        showNowInWords(LaterNow.NONE);
        take();
    }

    /** Statements of workers see now as so much later. */
    public void showNow(Duration later) {
        ahead = later;
    }

    /** Time passes, while every worker stands still. */
    public void passes(Duration time, HarnessSession harness) throws SQLException {
        List<TimedSession> timed = contenders.of(TimedSession.class);
        passedElsewhere |= timed.size() < contenders.all().size();
        if (timed.isEmpty()) {
            return;
        }
        harness.with(connection -> {
            TransactionClock clock = source.dialect(connection).clock();
            if (stands == null) {
                stands = clock.nowStands(connection);
            }
            if (Boolean.TRUE.equals(stands)) {
                for (TimedSession session : timed) {
                    session.passes(time, connection);
                }
            }
            return null;
        });
    }

    /** A run ends: by now it is known whether the job asks what time it is, as far as its runs have shown. */
    public void runEnds() {
        if (passedElsewhere && (use.readsNow() || hidden.asks())) {
            gate.get()
                    .note(
                            "what a transaction in a process of its own saw as now() was not moved back when time passed meanwhile");
        }
    }

    /** So much time has passed for the texts and numbers that are made of now. */
    void showNowInWords(LaterNow later) {
        inWords = later;
        shown = shownFor(later.passed());
    }

    /** Whether a worker has had a text or a number made of now. */
    boolean saysNowInWords() {
        return use.saysNowInWords();
    }

    /** By how much they see a later now. */
    public Duration nowInWords() {
        return shown;
    }

    /**
     * In another hour, and on the same day unless a day has passed. It must not depend on how late it is while a test
     * runs, and whole days are what dates grow older by.
     */
    private Duration shownFor(Duration passed) {
        if (passed.isZero()) {
            return passed;
        }
        ZonedDateTime now = gate.get().machine().instant().atZone(ZoneId.systemDefault());
        ZonedDateTime next = now.truncatedTo(ChronoUnit.HOURS).plusHours(1);
        Duration later = passed;
        boolean sameHour =
                passed.compareTo(HALF_AN_HOUR) > 0 && now.plus(passed).isBefore(next);
        if (sameHour) {
            later = Duration.between(now, next).plus(HALF_AN_HOUR);
        }
        boolean sameDay = now.toLocalDate()
                .plusDays(passed.toDays())
                .equals(now.plus(later).toLocalDate());
        return sameDay ? later : later.minusDays(1);
    }

    /** What a session says in its transaction, so that it hears the now of that. */
    public String told(String sql, Standing standing, TransactionClock clock) {
        Now.Shift shift = new Now.Shift(standing.behind(), ahead, shown);
        return shift.isNone() ? sql : Now.told(sql, shift, source.hasBackslashes(), clock::earlier);
    }

    /** Nothing that this statement touches may ask for now where the tap cannot give another answer. */
    public void mustBeClear(Sql sql, Standing standing) {
        mustBeWithoutWords(sql);
        if (standing.behind().isZero()) {
            return;
        }
        String hider = hider(sql);
        if (hider != null) {
            gate.get()
                    .doubt("time passed within a transaction, and \"" + sql.label + "\" asks for its now() in " + hider
                            + ", which cannot be moved back. Let it take the time as a parameter");
        }
    }

    private @Nullable String hider(Sql sql) {
        if (Now.hiddenIn(sql.phrases) != null) {
            return "a block of code";
        }
        String code = hidden.standing(sql);
        boolean bare = code == null && sql.phrases.stream().anyMatch(this::hasBareNow);
        return bare ? "a text that stands for a time ('now')" : code;
    }

    /** A text without a type means now where a time is expected. */
    private boolean hasBareNow(Phrase phrase) {
        List<Token> tokens = phrase.tokens;
        int next = 0;
        for (int i = 0; i < tokens.size(); i++) {
            NowSpelt spelt = NowSpelt.at(tokens, i);
            next = spelt == null ? next : Math.max(next, spelt.last() + 1);
            if (i >= next && NowSpelt.isBare(tokens.get(i))) {
                return Stream.concat(phrase.relations.stream(), Stream.ofNullable(phrase.target()))
                        .flatMap(name -> catalog.get().candidates(name).stream())
                        .anyMatch(relation -> relation.fields().stream().anyMatch(Field::carriesTime));
            }
        }
        return false;
    }

    /** No later now can be shown to code of the schema: what it makes of now may have to be something else by then. */
    private void mustBeWithoutWords(Sql sql) {
        NowCode code = inWords.isNone() ? null : hidden.words(sql, inWords);
        if (code != null) {
            gate.get()
                    .doubt(
                            "\"" + sql.label + "\" runs " + code.shown()
                                    + ", which makes a text or a number of now, and a key or what the job does may depend on it. When time has passed"
                                    + " the harness cannot show it a later now: let the job's own SQL make it, or its code of delivery.clock()");
        }
    }

    /** Whether code of the schema may make another text or number of now within the bound. */
    boolean hasHiddenWords() {
        return hidden.hasWords(gate.get().bound());
    }

    public synchronized void ended(Standing.@Nullable Ended transaction) {
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
