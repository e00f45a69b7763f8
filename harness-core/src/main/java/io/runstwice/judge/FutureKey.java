package io.runstwice.judge;

import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Tells which states have the same future: from two states with equal keys, a later delivery does the same.
 *
 * <p>A key is the hash (SHA-256) of a canonical text. Texts are equal only if the states are the same up to a renaming
 * of generated values and random UUIDs that keeps the order of drawn numbers, each time is of the same class against
 * both clocks, the times of each column are in the same order, and so are those of all columns that are stored finely.
 * When in doubt two keys differ: that costs a run, never a bug. So a generated value keeps its value if the same digits
 * or letters stand anywhere in text or in a number that the run wrote: what looks like a reference to it may be one.
 * REMARK cells are left out.
 *
 * <p>Thread-safe. It cannot see what a snapshot's memory does not show, nor what else a job was told or asked for: the
 * redelivered flag, the number of the attempt, the position of the clock. It does not order times of two columns that
 * are of one class if one of them holds whole milliseconds, nor random ids; UUIDs of the versions 6 and 7 are ordered.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FutureKey {

    private static final List<Pattern> BETWEEN_WORDS = Stream.of("[^\\p{Alnum}_-]+", "[^\\p{Alnum}]+", "\\D+")
            .map(Pattern::compile)
            .toList();

    private final Map<String, Table> given = new HashMap<>();
    private final Layouts schema;
    private final Known known;
    private final Reader reader;
    private final FineTimes fine;
    private final TokenKeys keys;

    private FutureKey(State memory, State given, Moment moment, FineTimes fine, TokenKeys keys) {
        this.keys = keys;
        given.tables().forEach(table -> this.given.put(Layouts.id(table), table));
        this.schema = new Layouts(List.of(given, memory));
        this.known = Known.in(given, schema);
        this.reader = new Reader(known, new AgedTimes(moment), Learned.nothing());
        this.fine = fine;
        fine.learn(given, schema);
        fine.learn(memory, schema);
    }

    /**
     * The moment at which a state was captured within a run.
     *
     * @param clock what the controlled clock shows now
     * @param begin when the run began, by the machine's clock
     * @param now what the machine's clock shows now
     * @param passed how much time the run let pass so far
     * @param grain two times of the machine's clock that lie within one grain, counted from {@code begin}, are not told
     *     apart; at least a millisecond
     * @param marks distances that are told apart all the same: how much time an exploration lets pass, where that is no
     *     multiple of the grain
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public record Moment(
            Instant clock, Instant begin, Instant now, Duration passed, Duration grain, List<Duration> marks) {

        private static final Duration FINEST = Duration.ofMillis(1);

        /** A moment; a finer grain than a millisecond is made one. */
        public Moment {
            grain = grain.compareTo(FINEST) < 0 ? FINEST : grain;
            marks = List.copyOf(marks);
        }

        /** One of an exploration that lets time pass in multiples of the grain. */
        public Moment(Instant clock, Instant begin, Instant now, Duration passed, Duration grain) {
            this(clock, begin, now, passed, grain, List.of());
        }
    }

    /**
     * The key of a state.
     *
     * @param memory what of it can influence a later delivery
     * @param given the memory of the world before any delivery
     * @param moment when it was captured
     * @return 64 hexadecimal digits
     */
    public static String of(State memory, State given, Moment moment) {
        return of(memory, given, moment, new FineTimes(), TokenKeys.NONE);
    }

    /**
     * The same.
     *
     * @param fine the columns of fine times in the states before; it learns from this state too
     * @param keys which keys are drawn as text
     */
    public static String of(State memory, State given, Moment moment, FineTimes fine, TokenKeys keys) {
        return hash(new FutureKey(memory, given, moment, fine, keys).text(memory));
    }

    private String text(State memory) {
        List<ComparedLine> written =
                memory.tables().stream().flatMap(table -> lines(table).stream()).toList();
        DrawnIds numbers = new DrawnIds(written, memory.drawn());
        DrawnTokens tokens = new DrawnTokens(keys, written);
        List<ComparedLine> lines =
                written.stream().map(numbers::in).map(tokens::in).toList();
        Set<String> mentioned = mentioned(lines);
        mentioned.addAll(tokens.mentionedIn(lines));
        Ranks ranks = new Ranks(known, fine, lines);
        List<ComparedLine> careful =
                lines.stream().map(line -> ranks.in(line.keeping(mentioned))).toList();
        try {
            return Canon.text(careful);
        } catch (Canon.TooSymmetric tooSymmetric) {
            return careful.stream()
                    .map(line -> line.shape() + line.atoms())
                    .sorted()
                    .collect(Collectors.joining());
        }
    }

    private List<ComparedLine> lines(Table table) {
        Table before = given.getOrDefault(Layouts.id(table), table.with(List.of()));
        TableChange change = TableChange.between(before, table);
        return Stream.concat(
                        change.gone().stream().map(row -> reader.line(schema.of(before), true, row)),
                        change.fresh().stream().map(row -> reader.line(schema.of(table), false, row)))
                .toList();
    }

    /** Every word and every number that stands in a value that is compared as it is. */
    private static Set<String> mentioned(List<ComparedLine> lines) {
        Set<String> words = new HashSet<>();
        for (ComparedLine line : lines) {
            line.terms().values().stream()
                    .filter(term -> !term.shape().startsWith("@"))
                    .forEach(term ->
                            BETWEEN_WORDS.forEach(between -> words.addAll(Arrays.asList(between.split(term.shape())))));
        }
        return words;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
