package io.runstwice.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Reads JSON value by value: members by their names, elements by their places. */
sealed interface JsonReading extends Reading<Json> {

    /**
     * Objects, by the names of their members.
     *
     * @param sites by names, the sites of each
     */
    record OfMembers(Map<Set<String>, Map<String, Site<Json>>> sites) implements JsonReading {

        @Override
        public Optional<Term> read(Json value, Seen run) {
            if (!(value instanceof Json.Members members)
                    || !sites.containsKey(members.all().keySet())) {
                return Optional.empty();
            }
            Map<String, Site<Json>> parts = sites.get(members.all().keySet());
            List<Term> terms = new ArrayList<>();
            for (Map.Entry<String, Json> member : members.all().entrySet()) {
                Optional<Term> term = parts.get(member.getKey()).read(member.getValue(), run);
                if (term.isEmpty()) {
                    return Optional.empty();
                }
                terms.add(Term.literal(member.getKey()));
                terms.add(term.get());
            }
            return Optional.of(Term.of("members", terms));
        }

        @Override
        public void tell(String path, BiConsumer<String, Noise> to) {
            sites.values().forEach(parts -> parts.forEach((name, part) -> part.tell(path + "." + name, to)));
        }
    }

    /**
     * Objects whose names vary, as those of a map from ids do: names and values that belong together, in no order.
     *
     * @param fixed the members that each of them has
     * @param names the names of the others
     * @param values what stands under these
     */
    record OfMap(Map<String, Site<Json>> fixed, Site<String> names, Site<Json> values) implements JsonReading {

        @Override
        public Optional<Term> read(Json value, Seen run) {
            if (!(value instanceof Json.Members members)
                    || !members.all().keySet().containsAll(fixed.keySet())) {
                return Optional.empty();
            }
            List<Term> terms = new ArrayList<>();
            List<Term> entries = new ArrayList<>();
            for (Map.Entry<String, Json> member : members.all().entrySet()) {
                Site<Json> part = fixed.getOrDefault(member.getKey(), values);
                Optional<Term> name = fixed.containsKey(member.getKey())
                        ? Optional.of(Term.literal(member.getKey()))
                        : names.read(member.getKey(), run);
                Optional<Term> term = part.read(member.getValue(), run);
                if (name.isEmpty() || term.isEmpty()) {
                    return Optional.empty();
                }
                (part == values ? entries : terms).add(Term.of("entry", List.of(name.get(), term.get())));
            }
            if (entries.stream().anyMatch(entry -> !entry.elements().isEmpty())) {
                return Optional.empty();
            }
            terms.add(Term.bag(entries));
            return Optional.of(Term.of("map", terms));
        }

        @Override
        public void tell(String path, BiConsumer<String, Noise> to) {
            fixed.forEach((name, part) -> part.tell(path + "." + name, to));
            names.tell(path + ".*", to);
            values.tell(path + ".*", to);
        }
    }

    /** Arrays, by their lengths. */
    record OfElements(Map<Integer, List<Site<Json>>> sites) implements JsonReading {

        @Override
        public Optional<Term> read(Json value, Seen run) {
            if (!(value instanceof Json.Elements elements)
                    || !sites.containsKey(elements.all().size())) {
                return Optional.empty();
            }
            List<Site<Json>> parts = sites.get(elements.all().size());
            List<Term> terms = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                Optional<Term> term = parts.get(i).read(elements.all().get(i), run);
                if (term.isEmpty()) {
                    return Optional.empty();
                }
                terms.add(term.get());
            }
            return Optional.of(Term.of("elements", terms));
        }

        @Override
        public void tell(String path, BiConsumer<String, Noise> to) {
            sites.values().forEach(parts -> parts.forEach(part -> part.tell(path, to)));
        }
    }

    /** Arrays whose order means nothing, since it follows from what varies: their elements share one site. */
    record OfBag(Site<Json> site) implements JsonReading {

        @Override
        public Optional<Term> read(Json value, Seen run) {
            if (!(value instanceof Json.Elements elements)) {
                return Optional.empty();
            }
            List<Term> terms = new ArrayList<>();
            for (Json element : elements.all()) {
                Optional<Term> term = site.read(element, run);
                if (term.filter(some -> some.elements().isEmpty()).isEmpty()) {
                    return Optional.empty();
                }
                terms.add(term.get());
            }
            return Optional.of(Term.bag(terms));
        }

        @Override
        public void tell(String path, BiConsumer<String, Noise> to) {
            site.tell(path, to);
        }
    }

    /** Strings. */
    record OfText(Site<String> site) implements JsonReading {

        @Override
        public Optional<Term> read(Json value, Seen run) {
            return value instanceof Json.Text text
                    ? site.read(text.text(), run).map(term -> Term.of("string", List.of(term)))
                    : Optional.empty();
        }

        @Override
        public void tell(String path, BiConsumer<String, Noise> to) {
            site.tell(path, to);
        }
    }

    /** Numbers. */
    record OfNumber(Site<String> site) implements JsonReading {

        @Override
        public Optional<Term> read(Json value, Seen run) {
            return value instanceof Json.Number number ? site.read(number.digits(), run) : Optional.empty();
        }

        @Override
        public void tell(String path, BiConsumer<String, Noise> to) {
            site.tell(path, to);
        }
    }
}
