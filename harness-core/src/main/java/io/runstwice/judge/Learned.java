package io.runstwice.judge;

import io.runstwice.world.Column.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the baselines tell about columns that say nothing of themselves: references, epoch numbers, random text. */
final class Learned {

    /** How many cells of one column are looked at for templates. */
    private static final int ENOUGH = 50;

    private final Map<String, Epoch> epochs = new HashMap<>();
    private final Map<String, List<Template>> templates = new HashMap<>();
    private final Map<String, RandomText> random = new HashMap<>();

    /** What holds if nothing is known. */
    static Learned nothing() {
        return new Learned();
    }

    static Learned from(List<Written> written, List<Window> windows) {
        Learned learned = new Learned();
        Written first = written.get(0);
        for (Layout.Field field : first.fields(Kind.NUMBER)) {
            learned.learnTemplates(field, written);
            if (!learned.templates.containsKey(field.id())) {
                Epoch.of(field, written, windows).ifPresent(unit -> learned.epochs.put(field.id(), unit));
            }
        }
        for (Layout.Field field : first.fields(Kind.VALUE)) {
            learned.learnTemplates(field, written);
            boolean plain = !learned.templates.containsKey(field.id()) && !hasUuids(field, first);
            if (plain) {
                RandomText.of(field, written).ifPresent(text -> learned.random.put(field.id(), text));
            }
        }
        return learned;
    }

    private static boolean hasUuids(Layout.Field field, Written written) {
        return written.cells(field).stream()
                .anyMatch(cell -> !Uuids.in(cell.toString()).isEmpty());
    }

    private void learnTemplates(Layout.Field field, List<Written> written) {
        Written first = written.get(0);
        Written last = written.get(written.size() - 1);
        List<Template> found = new ArrayList<>();
        first.cells(field).stream().limit(ENOUGH).forEach(one -> last.cells(field).stream()
                .limit(ENOUGH)
                .flatMap(other -> Template.of(field, one.toString(), first, other.toString(), last).stream())
                .filter(template ->
                        found.stream().noneMatch(known -> known.shape().equals(template.shape())))
                .forEach(found::add));
        if (field.kind() == Kind.NUMBER) {
            found.removeIf(template -> !template.isWhole() || !holdsAll(template, field, written));
        }
        if (!found.isEmpty()) {
            templates.put(field.id(), found);
        }
    }

    /** A number is a reference only if every number in its column is. */
    private static boolean holdsAll(Template template, Layout.Field field, List<Written> written) {
        return written.stream().allMatch(some -> some.cells(field).stream()
                .allMatch(cell -> some.domainsOf(cell.toString()).containsAll(template.domains())));
    }

    /** The instant that a number means, if its column holds times. */
    Optional<Instant> instant(Layout.Field field, String number) {
        return Optional.ofNullable(epochs.get(field.id())).flatMap(unit -> unit.read(number));
    }

    /** The term of a cell that is not what it seems. */
    Optional<Term> read(Layout.Field field, String cell, Known known) {
        return templates.getOrDefault(field.id(), List.of()).stream()
                .flatMap(template -> template.read(cell, known).stream())
                .findFirst()
                .or(() -> Optional.ofNullable(random.get(field.id())).flatMap(text -> text.read(cell)));
    }
}
