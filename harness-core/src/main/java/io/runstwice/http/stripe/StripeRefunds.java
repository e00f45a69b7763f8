package io.runstwice.http.stripe;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Books a refund against its charge or payment intent, never more than is left of it. */
record StripeRefunds(StripeDesk desk, Route refunds) {

    /** Checks the fields of a refund, completes them, and marks what is refunded. */
    void book(Map<String, @Nullable Object> refund) throws StripeRefusal {
        boolean ofCharge = refund.get("charge") != null;
        String field = ofCharge ? "charge" : "payment_intent";
        String id = String.valueOf(refund.get(field));
        Route collection = refunds.sibling(field + "s");
        Route target = new Route(collection.path(), collection.collection(), id, null);
        Books.Entry entry = desk.found(target);
        long amount = number(entry.fields().get("amount"));
        long left = amount - refunded(field, id);
        long asked = refund.get("amount") == null ? left : number(refund.get("amount"));
        if (left <= 0) {
            throw StripeErrors.alreadyRefunded(id);
        } else if (asked > left) {
            throw StripeErrors.refundTooLarge(asked, left);
        }
        refund.put("amount", asked);
        if (entry.fields().get("currency") != null) {
            refund.putIfAbsent("currency", entry.fields().get("currency"));
        }
        if (ofCharge) {
            desk.put(target, entry.with(Map.of("amount_refunded", amount - left + asked, "refunded", asked == left)));
        }
    }

    private long refunded(String field, String id) {
        return desk.books()
                .entries(refunds.path())
                .filter(entry -> id.equals(entry.fields().get(field)))
                .mapToLong(entry -> number(entry.fields().get("amount")))
                .sum();
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }
}
