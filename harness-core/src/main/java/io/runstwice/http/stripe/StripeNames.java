package io.runstwice.http.stripe;

import java.util.Map;
import java.util.Set;

/** How Stripe names things: the prefix of an id, the type of an object. */
final class StripeNames {

    private static final Map<String, String> PREFIXES = Map.ofEntries(
            Map.entry("charges", "ch"),
            Map.entry("customers", "cus"),
            Map.entry("payment_intents", "pi"),
            Map.entry("payment_methods", "pm"),
            Map.entry("setup_intents", "seti"),
            Map.entry("refunds", "re"),
            Map.entry("invoices", "in"),
            Map.entry("invoiceitems", "ii"),
            Map.entry("subscriptions", "sub"),
            Map.entry("products", "prod"),
            Map.entry("prices", "price"),
            Map.entry("payouts", "po"),
            Map.entry("transfers", "tr"),
            Map.entry("events", "evt"),
            Map.entry("disputes", "dp"),
            Map.entry("tokens", "tok"),
            Map.entry("balance_transactions", "txn"),
            Map.entry("checkout/sessions", "cs"));

    /** Paths whose second segment is part of the collection's name, and no id. */
    private static final Set<String> SPACES =
            Set.of("checkout", "billing", "billing_portal", "issuing", "tax", "terminal", "treasury", "test_helpers");

    private StripeNames() {}

    static boolean isSpace(String segment) {
        return SPACES.contains(segment);
    }

    /** {@code ch} for {@code charges}; of others the first letters: {@code em} for {@code emails}. */
    static String prefix(String collection) {
        String known = PREFIXES.get(collection);
        if (known != null) {
            return known;
        }
        StringBuilder initials = new StringBuilder();
        for (String word : collection.split("[^A-Za-z0-9]+")) {
            initials.append(word, 0, Math.min(1, word.length()));
        }
        String name = initials.length() > 1 ? initials.toString() : collection;
        return name.substring(0, Math.min(name.length(), initials.length() > 1 ? 4 : 2))
                .toLowerCase(java.util.Locale.ROOT);
    }

    /** {@code charge} for {@code charges}, {@code checkout.session} for {@code checkout/sessions}. */
    static String type(String collection) {
        String dotted = collection.replace('/', '.');
        if (dotted.endsWith("ies")) {
            return dotted.substring(0, dotted.length() - 3) + "y";
        } else if (dotted.endsWith("sses") || dotted.endsWith("xes")) {
            return dotted.substring(0, dotted.length() - 2);
        }
        return dotted.endsWith("s") ? dotted.substring(0, dotted.length() - 1) : dotted;
    }
}
