package io.runstwice.http.stripe;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries out one request on the books.
 *
 * @param now the controlled clock's instant
 * @param key the idempotency key of the request, or null
 */
record StripeDesk(Books books, Instant now, @Nullable String key) {

    Map<String, @Nullable Object> answer(String method, Route route, Map<String, @Nullable Object> sent)
            throws StripeRefusal {
        return switch (method) {
            case "GET", "HEAD" -> read(route, sent);
            case "POST" -> route.id() == null ? create(route, sent) : change(route, sent);
            case "PUT", "PATCH" -> update(route, found(route), sent);
            case "DELETE" -> delete(route);
            default -> throw StripeErrors.noRoute(method, route.path());
        };
    }

    Map<String, @Nullable Object> create(Route route, Map<String, @Nullable Object> sent) throws StripeRefusal {
        StripeRules.validate(route.collection(), sent);
        StripeRules.authorize(sent);
        Map<String, @Nullable Object> fields = StripeRules.created(route.collection(), sent);
        if (route.collection().equals("refunds")) {
            new StripeRefunds(this, route).book(fields);
        }
        Object id = fields.remove("id");
        return StripeView.of(route, opened(route, id instanceof String text ? text : null, fields));
    }

    void put(Route route, Books.Entry entry) {
        books.put(route.path(), entry);
    }

    Books.Entry found(Route route) throws StripeRefusal {
        Books.Entry entry = route.id() == null ? null : books.get(route.path(), route.id());
        if (entry == null) {
            throw StripeErrors.notFound(route.type(), String.valueOf(route.id()));
        }
        return entry;
    }

    private Books.Entry opened(Route route, @Nullable String id, Map<String, @Nullable Object> fields)
            throws StripeRefusal {
        if (id != null && books.get(route.path(), id) != null) {
            throw StripeErrors.alreadyExists(route.type(), id);
        }
        String drawn = id == null ? books.nextId(StripeNames.prefix(route.collection())) : id;
        Books.Entry entry = new Books.Entry(drawn, fields, now, key, false);
        put(route, entry);
        return entry;
    }

    private Map<String, @Nullable Object> read(Route route, Map<String, @Nullable Object> query) throws StripeRefusal {
        StripeLists lists = new StripeLists(books);
        if (route.id() == null) {
            return lists.list(route, query);
        } else if (route.id().equals("search")) {
            return lists.search(route, String.valueOf(query.get("query")));
        } else if (route.action() != null) {
            found(route);
            return lists.list(route.sibling(route.action()), Map.of(route.type(), route.id()));
        }
        return StripeView.of(route, found(route));
    }

    private Map<String, @Nullable Object> change(Route route, Map<String, @Nullable Object> sent) throws StripeRefusal {
        Books.Entry entry = found(route);
        if (route.action() == null) {
            return update(route, entry, sent);
        } else if (route.action().matches("refunds?")) {
            Map<String, @Nullable Object> refund = new LinkedHashMap<>(sent);
            refund.put(route.type(), entry.id());
            Map<String, @Nullable Object> made = create(route.sibling("refunds"), refund);
            return route.action().equals("refunds") ? made : StripeView.of(route, found(route));
        }
        return act(route, entry, sent);
    }

    private Map<String, @Nullable Object> act(Route route, Books.Entry entry, Map<String, @Nullable Object> sent)
            throws StripeRefusal {
        StripeRules.authorize(sent);
        Map<String, @Nullable Object> merged = entry.with(sent).fields();
        Map<String, @Nullable Object> changes = new LinkedHashMap<>(sent);
        changes.putAll(StripeRules.acted(route.collection(), String.valueOf(route.action()), merged));
        return changed(route, entry, changes);
    }

    private Map<String, @Nullable Object> update(Route route, Books.Entry entry, Map<String, @Nullable Object> sent)
            throws StripeRefusal {
        if (entry.deleted()) {
            throw StripeErrors.notFound(route.type(), entry.id());
        }
        Map<String, @Nullable Object> changes = new LinkedHashMap<>(sent);
        changes.remove("expand");
        changes.computeIfPresent(
                "metadata", (name, more) -> merged(entry.fields().get(name), more));
        return changed(route, entry, changes);
    }

    /** An update to what a record says already is no effect. */
    private Map<String, @Nullable Object> changed(
            Route route, Books.Entry entry, Map<String, @Nullable Object> changes) {
        Books.Entry after = entry.with(changes);
        if (!after.fields().equals(entry.fields())) {
            put(route, after);
            books.record(new Books.Change(route.changePath(), route.path(), entry.id(), changes, key));
        }
        return StripeView.of(route, after);
    }

    private Map<String, @Nullable Object> delete(Route route) throws StripeRefusal {
        Books.Entry entry = found(route);
        if (entry.deleted()) {
            throw StripeErrors.notFound(route.type(), entry.id());
        }
        put(route, entry.asDeleted());
        return StripeView.of(route, entry.asDeleted());
    }

    private static Object merged(@Nullable Object before, Object more) {
        if (!(before instanceof Map<?, ?> old) || !(more instanceof Map<?, ?> added)) {
            return more;
        }
        Map<Object, @Nullable Object> both = new LinkedHashMap<>(old);
        both.putAll(added);
        return both;
    }
}
