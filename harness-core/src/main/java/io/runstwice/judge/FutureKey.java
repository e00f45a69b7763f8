package io.runstwice.judge;

import io.runstwice.world.Row;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Tells which states have the same future: from two states with equal keys, a later delivery does the same.
 *
 * <p>A key is the hash (SHA-256) of a canonical text. Texts are equal only if the states are the same up to a renaming of
 * generated values and random UUIDs, and each time is of the same class against both clocks. When in doubt two keys differ: that
 * costs a run, never a bug. So a generated value keeps its value if the same digits or letters stand anywhere in text or in a
 * number that the run wrote: what looks like a reference to it may be one. REMARK cells are left out.
 *
 * <p>Immutable, so thread-safe. It cannot see what a snapshot's memory does not show.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FutureKey {

    private final State given;
    private final Map<String, Table> givenTables = new HashMap<>();
    private final boolean hasTimes;

    private FutureKey(State given) {
        this.given = given;
        given.tables().forEach(table -> givenTables.put(Schema.id(table), table));
        this.hasTimes = given.tables().stream().anyMatch(FutureKey::hasTimes);
    }

    /**
     * Keys for runs that begin here.
     *
     * @param given the memory of the world before any delivery
     */
    public static FutureKey from(State given) {
        return new FutureKey(given);
    }

    private static boolean hasTimes(Table table) {
        return table.rows().stream().anyMatch(row -> row.cells().stream().anyMatch(FutureKey::isTime));
    }

    private static boolean isTime(Object cell) {
        return cell instanceof java.time.Instant || cell instanceof java.time.LocalDate;
    }

    /**
     * The key of a state.
     *
     * @param memory what of it can influence a later delivery
     * @param present when it was captured
     * @param redelivered whether the next delivery is a redelivery
     * @param attempt which delivery is the next, if the job asked for that number in any run
     * @return 64 hexadecimal digits
     */
    public String of(State memory, Present present, boolean redelivered, OptionalInt attempt) {
        String text = "redelivered " + redelivered + "\nattempt " + attempt + "\npassed "
                + (hasTimes ? present.passedInAll() : "any") + "\n" + text(memory, present);
        return hash(text);
    }

    private String text(State memory, Present present) {
        List<Change> changes = memory.tables().stream()
                .map(table -> Change.between(givenTables.getOrDefault(Schema.id(table), table.with(List.of())), table))
                .toList();
        Schema schema = new Schema(List.of(given, memory));
        List<Line> lines = lines(changes, schema, new Reader(Known.in(given, schema), new Ages(present)));
        Set<String> mentioned = mentioned(lines);
        List<Line> careful = lines.stream().map(line -> line.keeping(mentioned)).toList();
        try {
            return Canon.text(careful);
        } catch (Canon.TooSymmetric tooSymmetric) {
            return careful.stream().map(line -> line.shape() + line.atoms()).sorted().collect(Collectors.joining());
        }
    }

    private List<Line> lines(List<Change> changes, Schema schema, Reader reader) {
        List<Line> lines = new ArrayList<>();
        for (Change change : changes) {
            Table before = givenTables.getOrDefault(Schema.id(change.table()), change.table());
            change.gone().forEach((Row row) -> lines.add(reader.line(schema.of(before), true, row)));
            change.fresh().forEach((Row row) -> lines.add(reader.line(schema.of(change.table()), false, row)));
        }
        return lines;
    }

    /** Every word and every number that stands in what is compared by value. */
    private static Set<String> mentioned(List<Line> lines) {
        Set<String> words = new HashSet<>();
        for (Line line : lines) {
            line.terms().values().stream()
                    .filter(term -> !term.shape().startsWith("@"))
                    .forEach(term -> {
                        words.addAll(Arrays.asList(term.shape().split("[^\\p{Alnum}_-]+")));
                        words.addAll(Arrays.asList(term.shape().split("[^\\p{Alnum}]+")));
                        words.addAll(Arrays.asList(term.shape().split("\\D+")));
                    });
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
