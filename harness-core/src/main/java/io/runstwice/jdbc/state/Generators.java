package io.runstwice.jdbc.state;

import io.runstwice.jdbc.dialect.Positions;
import io.runstwice.jdbc.schema.Sequence;
import io.runstwice.world.Column;
import io.runstwice.world.DrawnNumbers;
import io.runstwice.world.Row;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What becomes of each sequence when the world is put back.
 *
 * <ul>
 *   <li>One that applications draw from only goes forward: they may keep numbers in memory from run to run.
 *   <li>One that the database draws from for a column is put back, so that a schedule gives the same rows each time. A
 *       gap in it means nothing, so where it stands tells no states apart.
 *   <li>One whose position decides what the job does is state: put back exactly, and two states are one only if it
 *       stands alike. It cycles, or is nearly exhausted, or was found to be so, or the job asks where it stands.
 * </ul>
 *
 * <p>Thread-safe.
 */
public final class Generators {

    /** A shorter cycle can be gone through within an exploration. */
    private static final BigInteger SHORT = BigInteger.valueOf(10_000);

    /** What a job may use up while a message is delivered again and again. */
    private static final BigInteger FEW = BigInteger.valueOf(1_000);

    /** More than all runs of an exploration use up. */
    private static final BigInteger PLENTY = BigInteger.valueOf(10_000_000);

    /** Higher than most numbers that tests and jobs make up; of six digits, which most formats have room for. */
    private static final long HIGH = 100_000;

    /** How far those that go forward begin from each other, if there is room: no more digits are needed then. */
    private static final long STRIDE = 50_021;

    private static final long ROOM = 800_000;

    private static final long FAR = 1_000;
    private static final long APART = 1_009;
    private static final int MOST_TRIES = 100;
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,19}");

    private enum Use {
        FORWARD,
        PUT_BACK,
        /** Put back, and told apart, because the job asks where it stands. */
        TOLD_APART,
        /** The same, and never moved, because the job takes another path then. */
        STATE;

        boolean isOfState() {
            return this == TOLD_APART || this == STATE;
        }
    }

    private final Map<String, Sequence> sequences;
    private final Map<String, Use> uses = new HashMap<>();
    private boolean staysLow;

    /**
     * @param sequences by the keys of {@code positions}
     * @param positions where they stand when the exploration begins
     */
    public Generators(Map<String, Sequence> sequences, Positions positions) {
        this.sequences = new TreeMap<>(sequences);
        this.sequences.forEach((key, sequence) ->
                uses.put(key, use(sequence, positions.bySequence().get(key))));
    }

    private static Use use(Sequence sequence, String position) {
        BigInteger left = sequence.left(at(position));
        if (sequence.cycles() ? sequence.size().compareTo(SHORT) < 0 : left.compareTo(FEW) < 0) {
            return Use.STATE;
        }
        return sequence.isHeldOutside() && left.compareTo(PLENTY) > 0 ? Use.FORWARD : Use.PUT_BACK;
    }

    /** The number in a position: what is around it is the dialect's own. */
    private static long at(String position) {
        Matcher number = NUMBER.matcher(position);
        return number.find() ? Long.parseLong(number.group()) : 0;
    }

    /** Their names, as a statement may call them. */
    public Set<String> names() {
        return sequences.values().stream().map(Generators::plain).collect(Collectors.toSet());
    }

    private static String plain(Sequence sequence) {
        return sequence.name()
                .substring(sequence.name().lastIndexOf('.') + 1)
                .replace("\"", "")
                .toLowerCase(Locale.ROOT);
    }

    /** The job asks where they stand. */
    public synchronized void areAskedFor() {
        uses.replaceAll((key, use) -> use == Use.STATE ? use : Use.TOLD_APART);
    }

    /** From now on it matters where each of them stands; false if it does already, or there is none. */
    public synchronized boolean areState() {
        boolean news = uses.values().stream().anyMatch(use -> use != Use.STATE);
        uses.replaceAll((key, use) -> Use.STATE);
        return news;
    }

    /**
     * From now on all are put back to where they stood, since nothing holds numbers of so many digits as they would
     * have further on; false if they are, or there are none.
     */
    public synchronized boolean stayLow() {
        boolean news = uses.containsValue(Use.FORWARD);
        uses.replaceAll((key, use) -> use == Use.FORWARD ? Use.PUT_BACK : use);
        staysLow |= news;
        return news;
    }

    /**
     * From now on these are never put back: the job may keep numbers of them in memory.
     *
     * @param ofColumns whether those are among them that the default of a column draws from, because numbers of them
     *     were seen to be kept
     * @return whether one of them was put back until now
     */
    public synchronized boolean goForward(Set<String> names, boolean ofColumns) {
        boolean[] news = {false};
        sequences.forEach((key, sequence) -> {
            boolean drawn = !staysLow && (ofColumns || !sequence.ofColumn()) && names.contains(plain(sequence));
            if (drawn && uses.get(key) == Use.PUT_BACK && sequence.size().compareTo(PLENTY) > 0) {
                uses.put(key, Use.FORWARD);
                news[0] = true;
            }
        });
        return news[0];
    }

    /** The widest step of one of them. */
    public long widest() {
        return sequences.values().stream()
                .mapToLong(sequence -> Math.abs(sequence.increment()))
                .max()
                .orElse(1);
    }

    /** Those of these positions that are put back. */
    synchronized Positions kept(Positions all) {
        Map<String, String> kept = new LinkedHashMap<>(all.bySequence());
        kept.keySet().removeIf(key -> uses.get(key) == Use.FORWARD);
        return new Positions(kept);
    }

    /** What of these positions can influence a later delivery. */
    synchronized State memory(String resource, Positions all) {
        List<Row> rows = new ArrayList<>();
        sequences.forEach((key, sequence) -> {
            if (Objects.requireNonNull(uses.get(key)).isOfState()
                    && all.bySequence().containsKey(key)) {
                rows.add(new Row(List.of(sequence.name(), all.bySequence().get(key))));
            }
        });
        List<Column> columns =
                List.of(Column.of("sequence", Column.Kind.VALUE), Column.of("position", Column.Kind.VALUE));
        return rows.isEmpty()
                ? State.empty()
                : new State(List.of(new Table(resource, "sequences", columns, rows, false)));
    }

    /**
     * Where those that go forward begin: so high that a number they give looks like no other, each in a range of its
     * own.
     *
     * @param now where they stand
     * @param given numbers that the test gave
     */
    public synchronized Positions begun(Positions now, NavigableSet<Long> given) {
        Map<String, String> begun = new LinkedHashMap<>();
        long stride = Math.min(STRIDE, ROOM / (sequences.size() + 1));
        long begin = HIGH;
        for (Map.Entry<String, Sequence> one : sequences.entrySet()) {
            String position = now.bySequence().get(one.getKey());
            begin += stride;
            if (uses.get(one.getKey()) == Use.FORWARD && position != null && Math.abs(at(position)) < HIGH) {
                long steps = Math.abs(begin - Math.abs(at(position)))
                        / Math.abs(one.getValue().increment());
                long to = moved(one.getValue(), at(position), steps, given);
                begun.put(one.getKey(), moved(position, to));
            }
        }
        return new Positions(begun);
    }

    /** PostgreSQL tells one that has given no number yet from others, so what has moved has given one. */
    private static String moved(String position, long to) {
        return NUMBER.matcher(position).replaceFirst(String.valueOf(to)).replace(" false", " true");
    }

    /** What sequences gave between two moments, but those whose numbers are few: these are compared as they are. */
    synchronized List<DrawnNumbers> between(String resource, Positions before, Positions after) {
        List<DrawnNumbers> drawn = new ArrayList<>();
        sequences.forEach((key, sequence) -> {
            String from = before.bySequence().get(key);
            String to = after.bySequence().get(key);
            if (uses.get(key) != Use.STATE && from != null && to != null && !from.equals(to)) {
                long beside = Math.abs(sequence.increment()) - 1;
                long least = Math.min(at(from), at(to)) - beside;
                drawn.add(new DrawnNumbers(resource, sequence.name(), least, Math.max(at(from), at(to)) + beside));
            }
        });
        return drawn;
    }

    /**
     * Other positions for all that are no state: a little further on, by odd steps that part equal numbers, where no
     * number was given.
     *
     * @param now where they stand
     * @param given numbers that the test gave
     */
    synchronized Positions moved(Positions now, NavigableSet<Long> given) {
        Map<String, String> moved = new LinkedHashMap<>();
        TreeSet<Long> taken = new TreeSet<>(given);
        long step = FAR;
        for (Map.Entry<String, Sequence> one : sequences.entrySet()) {
            String position = now.bySequence().get(one.getKey());
            if (uses.get(one.getKey()) != Use.STATE && position != null) {
                step += 7;
                long to = moved(one.getValue(), at(position), step, taken);
                taken.add(to);
                moved.put(one.getKey(), moved(position, to));
            }
        }
        return new Positions(moved);
    }

    private static long moved(Sequence sequence, long at, long step, NavigableSet<Long> taken) {
        long most = sequence.left(at)
                .divide(BigInteger.valueOf(100))
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValue();
        long steps = Math.min(step, most);
        for (int tries = 0;
                tries < MOST_TRIES && isTaken(sequence, at, steps, taken) && steps + APART <= most;
                tries++) {
            steps += APART;
        }
        return at + steps * sequence.increment();
    }

    private static boolean isTaken(Sequence sequence, long at, long steps, NavigableSet<Long> taken) {
        long from = at + steps * sequence.increment();
        long to = from + FAR / 2 * sequence.increment();
        return !taken.subSet(Math.min(from, to), true, Math.max(from, to), true).isEmpty();
    }

    /** What a certificate says of it. */
    public synchronized List<String> remarks() {
        Set<String> state = new TreeSet<>();
        sequences.forEach((key, sequence) -> {
            if (Objects.requireNonNull(uses.get(key)).isOfState()) {
                state.add(sequence.name());
            }
        });
        return state.isEmpty()
                ? List.of()
                : List.of("where these sequences stand is part of the state: " + String.join(", ", state));
    }
}
