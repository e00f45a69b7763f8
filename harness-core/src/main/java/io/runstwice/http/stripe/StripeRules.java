package io.runstwice.http.stripe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Stripe's endpoints check, and what they add to what was sent. Pure. */
final class StripeRules {

    private static final Set<String> WITH_AMOUNT = Set.of("charges", "payment_intents");
    private static final List<String> CARD_FIELDS = List.of("card", "source", "payment_method");

    private StripeRules() {}

    /** What is wrong with the parameters themselves; such a request is not executed. */
    static void validate(String collection, Map<String, @Nullable Object> sent) throws StripeRefusal {
        if (WITH_AMOUNT.contains(collection)) {
            amount(sent.get("amount"));
        } else if (collection.equals("refunds")) {
            if (sent.get("charge") == null && sent.get("payment_intent") == null) {
                throw StripeErrors.missing("charge");
            } else if (sent.get("amount") != null) {
                amount(sent.get("amount"));
            }
        }
    }

    /** Cards that never work: {@code tok_chargeDeclined}, and {@code tok_serverError} for a fault of the gateway. */
    static void authorize(Map<String, @Nullable Object> sent) throws StripeRefusal {
        for (String field : CARD_FIELDS) {
            String card = String.valueOf(sent.get(field));
            if (card.endsWith("chargeDeclined")) {
                throw StripeErrors.declined();
            } else if (card.endsWith("serverError")) {
                throw StripeErrors.broken();
            }
        }
    }

    /** A new record: what was sent, and the state it begins in. */
    static Map<String, @Nullable Object> created(String collection, Map<String, @Nullable Object> sent) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(sent);
        fields.remove("expand");
        fields.remove("confirm");
        switch (collection) {
            case "charges", "refunds" -> fields.putIfAbsent("status", "succeeded");
            case "payment_intents" -> fields.putIfAbsent("status", intentStatus(sent));
            case "invoices" -> fields.putIfAbsent("status", "draft");
            case "subscriptions" -> fields.putIfAbsent("status", "active");
            default -> {
                // what was sent is all there is
            }
        }
        return fields;
    }

    /** What a record shows beside its own fields. */
    static Map<String, @Nullable Object> defaults(String collection, Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> defaults = new LinkedHashMap<>();
        Object amount = fields.get("amount");
        if (collection.equals("charges")) {
            boolean captured = !Boolean.FALSE.equals(fields.get("capture"));
            defaults.put("amount_captured", captured ? amount : Long.valueOf(0));
            defaults.put("amount_refunded", 0L);
            defaults.put("captured", captured);
            defaults.put("paid", true);
            defaults.put("refunded", false);
        } else if (collection.equals("payment_intents")) {
            boolean succeeded = "succeeded".equals(fields.get("status"));
            defaults.put("amount_received", succeeded ? amount : Long.valueOf(0));
            defaults.put("capture_method", "automatic");
        }
        defaults.put("livemode", false);
        defaults.put("metadata", Map.of());
        return defaults;
    }

    /** What an action such as {@code confirm} changes, or a refusal if the record is past it. */
    static Map<String, @Nullable Object> acted(String collection, String action, Map<String, @Nullable Object> fields)
            throws StripeRefusal {
        String status = String.valueOf(fields.get("status"));
        boolean intent = collection.equals("payment_intents");
        if (intent && Set.of("succeeded", "canceled").contains(status)) {
            throw StripeErrors.unexpectedState("payment_intent", action, status);
        }
        Map<String, @Nullable Object> changes = new LinkedHashMap<>();
        changes.put("status", intent ? intentStatus(action, fields) : pastTense(collection, action));
        if (collection.equals("charges") && action.equals("capture")) {
            changes.put("captured", true);
            changes.put("capture", true);
        }
        return changes;
    }

    private static void amount(@Nullable Object amount) throws StripeRefusal {
        if (amount == null || amount.equals("")) {
            throw StripeErrors.missing("amount");
        } else if (!(amount instanceof Long) && !(amount instanceof Integer)) {
            throw StripeErrors.notAnInteger("amount", amount);
        } else if (((Number) amount).longValue() < 1) {
            throw StripeErrors.notPositive("amount");
        }
    }

    private static String intentStatus(Map<String, @Nullable Object> sent) {
        if (Boolean.TRUE.equals(sent.get("confirm"))) {
            return intentStatus("confirm", sent);
        }
        return sent.get("payment_method") == null ? "requires_payment_method" : "requires_confirmation";
    }

    private static String intentStatus(String action, Map<String, @Nullable Object> fields) {
        return switch (action) {
            case "confirm" -> "manual".equals(fields.get("capture_method")) ? "requires_capture" : "succeeded";
            case "cancel" -> "canceled";
            default -> "succeeded";
        };
    }

    private static String pastTense(String collection, String action) {
        if (collection.equals("charges") && action.equals("capture")) {
            return "succeeded";
        }
        return switch (action) {
            case "cancel" -> "canceled";
            case "finalize" -> "open";
            case "pay" -> "paid";
            case "send" -> "sent";
            default -> action.endsWith("e") ? action + "d" : action + "ed";
        };
    }
}
