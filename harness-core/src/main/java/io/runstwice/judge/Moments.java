package io.runstwice.judge;

import io.runstwice.world.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The times that the baselines wrote, by column. */
final class Moments {

    private final Map<String, List<Moment>> instants = new HashMap<>();
    private final Map<String, Set<LocalDate>> days = new HashMap<>();
    private final Window window;
    private final Duration slack;

    private Moments(Window window, Duration slack) {
        this.window = window;
        this.slack = slack;
    }

    /** Learns from the rows that the baselines wrote; the first of them gives the measure. */
    static Moments in(List<Observation> baselines, List<Collection<Cell>> written) {
        Window window = Window.of(baselines.get(0));
        Duration longest = baselines.stream()
                .map(baseline -> Window.of(baseline).length())
                .max(Duration::compareTo)
                .orElseThrow();
        Moments moments = new Moments(window, longest.plus(Window.SLACK));
        Set<Cell> always = new HashSet<>(written.get(0));
        written.forEach(always::retainAll);
        new LinkedHashSet<>(written.get(0)).forEach(cell -> moments.add(cell, always.contains(cell)));
        return moments;
    }

    /** A time in a column. */
    record Cell(String column, Object time) {

        static void collect(Layout layout, Row row, Known known, Collection<Cell> into) {
            for (Layout.Field field : layout.fields()) {
                Object cell = row.cells().get(field.index());
                boolean time = cell instanceof Instant || cell instanceof LocalDate;
                if (time && !known.has(field.domain(), cell)) {
                    into.add(new Cell(field.id(), cell));
                }
            }
        }
    }

    private void add(Cell cell, boolean always) {
        if (cell.time instanceof Instant instant && !window.isNow(instant, Window.SLACK)) {
            instants.computeIfAbsent(cell.column, any -> new ArrayList<>())
                    .add(Moment.of(instant, window, always));
        } else if (cell.time instanceof LocalDate day && !window.isToday(day)) {
            days.computeIfAbsent(cell.column, any -> new LinkedHashSet<>()).add(day);
        }
    }

    /** The times of one run, measured by these. */
    Times of(Observation run) {
        return new OfRun(Window.of(run));
    }

    private final class OfRun implements Times {

        private final Window now;

        OfRun(Window now) {
            this.now = now;
        }

        @Override
        public String read(Layout.Field field, Instant instant) {
            List<Moment> moments = instants.getOrDefault(field.id(), List.of());
            if (now.isNow(instant, Window.SLACK)) {
                return "now";
            }
            return nearest(moments.stream().filter(moment -> moment.isLike(instant, now, slack)).toList(), instant)
                    .orElseGet(() -> unsure(moments, instant));
        }

        private String unsure(List<Moment> moments, Instant instant) {
            if (now.mayBeNow(instant, Window.SLACK)) {
                return "now";
            }
            return nearest(moments.stream().filter(moment -> moment.mayBeLike(instant, now, slack)).toList(), instant)
                    .orElse("time " + instant);
        }

        private Optional<String> nearest(List<Moment> moments, Instant instant) {
            return moments.stream()
                    .min(Comparator.comparing(moment -> moment.distance(instant, now)))
                    .map(moment -> "time like " + moment.value());
        }

        @Override
        public String read(Layout.Field field, LocalDate day) {
            if (now.isToday(day)) {
                return "today";
            }
            return days.getOrDefault(field.id(), Set.of()).stream()
                    .filter(known -> isLike(known, day))
                    .findFirst()
                    .map(known -> "day like " + known)
                    .orElse("day " + day);
        }

        private boolean isLike(LocalDate known, LocalDate day) {
            return day.equals(known) || !now.isSameDay(window) && now.isToday(day.minusDays(window.daysTo(known)));
        }
    }
}
