package io.runstwice.judge;

import io.runstwice.world.Row;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * What differs between two runs of the same without meaning anything: ids, UUIDs, tokens, the moment, the order of
 * rows.
 */
final class Draw {

    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final String URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

    private final Map<String, Integer> sequences = new HashMap<>();
    private final Random random;
    private final Instant begin;
    private final Instant clock;
    private final int first;
    private final boolean orderly;

    private Draw(long seed, Instant begin, Duration clockShift, int first, boolean orderly) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.begin = begin;
        this.clock = Worlds.NOON.plus(clockShift);
        this.first = first;
        this.orderly = orderly;
    }

    /** The four baselines: two alike, two with other sequences and other clocks. */
    static List<Draw> baselines() {
        return List.of(
                new Draw(1, Worlds.NOON, Duration.ZERO, 1, true),
                new Draw(2, Worlds.NOON.plusMillis(40), Duration.ZERO, 1, true),
                new Draw(3, Worlds.NOON.plusMillis(80), Duration.ofHours(25).plusSeconds(61), 1001, true),
                new Draw(4, Worlds.NOON.plusMillis(120), Duration.ofHours(24).plusSeconds(1063), 2015, true));
    }

    /** Any run of the same. */
    static Draw any(long seed) {
        Random random = new Random(seed);
        return new Draw(
                seed, Worlds.NOON.plusSeconds(1 + random.nextInt(100)), Duration.ZERO, 1 + random.nextInt(500), false);
    }

    /** The next value of a sequence; with gaps unless this is orderly. */
    String id(String sequence) {
        int start = first + Math.floorMod(sequence.hashCode(), 97);
        int next = sequences.getOrDefault(sequence, start) + (orderly ? 0 : random.nextInt(4));
        sequences.put(sequence, next + 1);
        return Integer.toString(next);
    }

    String uuid() {
        return new UUID((random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() >>> 2) | 0x8000000000000000L)
                .toString();
    }

    String token() {
        return String.format("%016x%016x", random.nextLong(), random.nextLong());
    }

    String ulid() {
        StringBuilder ulid = new StringBuilder();
        long time = begin.toEpochMilli();
        for (int i = 9; i >= 0; i--) {
            ulid.append(CROCKFORD.charAt((int) (time >>> (5 * i)) & 31));
        }
        for (int i = 0; i < 16; i++) {
            ulid.append(CROCKFORD.charAt(random.nextInt(32)));
        }
        return ulid.toString();
    }

    String nano() {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < 21; i++) {
            id.append(URL.charAt(random.nextInt(64)));
        }
        return id.toString();
    }

    /** A number of 64 bits: the time, and random bits. */
    long tsid() {
        return (begin.toEpochMilli() - 1_577_836_800_000L) << 22 | random.nextInt(1 << 22);
    }

    /** Some moment of the run, by the machine's clock. */
    Instant now() {
        return begin.plusMillis(random.nextInt(30));
    }

    /** By the controlled clock. */
    Instant clock() {
        return clock;
    }

    Observation observe(Table... tables) {
        List<Table> shuffled = new ArrayList<>();
        for (Table table : tables) {
            List<Row> rows = new ArrayList<>(table.rows());
            if (!orderly) {
                Collections.shuffle(rows, random);
            }
            shuffled.add(table.with(rows));
        }
        return new Observation(
                new State(shuffled),
                List.of(new Observation.Act(begin, begin.plusMillis(30), List.of(clock))),
                Duration.ZERO);
    }
}
