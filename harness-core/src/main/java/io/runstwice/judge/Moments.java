package io.runstwice.judge;

import io.runstwice.world.Column.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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

    /** Learns from what the baselines wrote; the first of them gives the measure. */
    static Moments in(List<Window> windows, List<Written> written, Learned learned) {
        Duration longest =
                windows.stream().map(Window::length).max(Duration::compareTo).orElseThrow();
        Moments moments = new Moments(windows.get(0), longest.plus(Window.SLACK));
        Set<Cell> always = Cell.of(written.get(0), learned);
        written.forEach(some -> always.retainAll(Cell.of(some, learned)));
        Cell.of(written.get(0), learned).forEach(cell -> moments.add(cell, always.contains(cell)));
        return moments;
    }

    /** A time in a column. */
    private record Cell(String column, Object time) {

        static Set<Cell> of(Written written, Learned learned) {
            Set<Cell> all = new LinkedHashSet<>();
            for (Layout.Field field : written.fields(Kind.NUMBER)) {
                written.cells(field).forEach(cell -> learned.instant(field, cell.toString())
                        .ifPresent(time -> all.add(new Cell(field.id(), time))));
            }
            for (Kind kind : List.of(Kind.TIME, Kind.DATE)) {
                written.fields(kind)
                        .forEach(field -> written.cells(field).forEach(time -> all.add(new Cell(field.id(), time))));
            }
            return all;
        }
    }

    private void add(Cell cell, boolean always) {
        if (cell.time instanceof Instant instant && !window.isNow(instant, Window.SLACK)) {
            instants.computeIfAbsent(cell.column, any -> new ArrayList<>()).add(Moment.of(instant, window, always));
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
            return nearest(
                            moments.stream()
                                    .filter(moment -> moment.isLike(instant, now, slack))
                                    .toList(),
                            instant)
                    .orElseGet(() -> unsure(moments, instant));
        }

        private String unsure(List<Moment> moments, Instant instant) {
            if (now.mayBeNow(instant, Window.SLACK)) {
                return "now";
            }
            return nearest(
                            moments.stream()
                                    .filter(moment -> moment.mayBeLike(instant, now, slack))
                                    .toList(),
                            instant)
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
