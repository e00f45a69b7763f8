package io.runstwice.http.stripe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the API answers an object or a list, although the name of one or an array was sent: a typed client reads
 * nothing else. The ledger keeps what was sent. Pure.
 */
final class StripeObjects {

    private static final Map<String, String> SOURCES = Map.of("src", "source", "ba", "bank_account");

    /** Shown only to those who ask for them to be expanded. */
    private static final Map<String, Set<String>> HIDDEN = Map.of(
            "checkout/sessions", Set.of("line_items"),
            "payment_links", Set.of("line_items"),
            "subscriptions", Set.of("discounts"));

    private StripeObjects() {}

    /** Gives the fields of a record the form in which they are answered. */
    static void shape(Route route, Map<String, @Nullable Object> view) {
        view.keySet().removeAll(HIDDEN.getOrDefault(route.collection(), Set.of()));
        switch (route.collection()) {
            case "charges" -> view.computeIfPresent("source", (name, sent) -> source(sent));
            case "subscription_items" -> view.computeIfPresent("price", (name, sent) -> named("price", sent));
            case "subscriptions" -> view.computeIfPresent("items", (name, sent) -> items(view, sent));
            default -> {
                // what was sent has the form of what is answered
            }
        }
    }

    /** A token becomes a card; an object that is kept with a customer is known by its own name. */
    private static Object source(Object sent) {
        if (!(sent instanceof String name)) {
            return sent;
        }
        String prefix = name.substring(0, Math.max(0, name.indexOf('_')));
        String id = prefix.equals("tok") ? "card_" + name.substring("tok_".length()) : name;
        return named(SOURCES.getOrDefault(prefix, "card"), id);
    }

    private static Object named(String type, Object sent) {
        return sent instanceof String id ? new LinkedHashMap<>(Map.of("id", id, "object", type)) : sent;
    }

    private static Object items(Map<String, @Nullable Object> subscription, Object sent) {
        if (!(sent instanceof List<?> items)) {
            return sent;
        }
        String url = "/v1/subscription_items?subscription=" + subscription.get("id");
        return StripeView.list(
                "list", url, items.stream().map(StripeObjects::item).toList(), false);
    }

    private static Object item(Object sent) {
        if (!(sent instanceof Map<?, ?> fields)) {
            return sent;
        }
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        item.put("object", "subscription_item");
        fields.forEach((name, value) -> item.put(String.valueOf(name), value));
        item.computeIfPresent("price", (name, price) -> named("price", price));
        return item;
    }
}
