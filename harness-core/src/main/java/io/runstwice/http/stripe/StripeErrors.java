package io.runstwice.http.stripe;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The errors that Stripe's API answers with: status, type, code and message. */
final class StripeErrors {

    private static final String INVALID = "invalid_request_error";

    private StripeErrors() {}

    static StripeRefusal malformed(String message) {
        return new StripeRefusal(400, false, StripeRefusal.error(INVALID, null, message));
    }

    static StripeRefusal missing(String parameter) {
        return parameter("parameter_missing", parameter, "Missing required param: " + parameter + ".");
    }

    static StripeRefusal notPositive(String parameter) {
        return parameter("parameter_invalid_integer", parameter, "This value must be greater than or equal to 1.");
    }

    static StripeRefusal notAnInteger(String parameter, Object value) {
        return parameter("parameter_invalid_integer", parameter, "Invalid integer: " + value);
    }

    static StripeRefusal noRoute(String method, String path) {
        return new StripeRefusal(
                404,
                false,
                StripeRefusal.error(INVALID, null, "Unrecognized request URL (" + method + ": " + path + ")."));
    }

    static StripeRefusal notFound(String type, String id) {
        Map<String, @Nullable Object> error =
                StripeRefusal.error(INVALID, "resource_missing", "No such " + type + ": '" + id + "'");
        error.put("param", "id");
        return new StripeRefusal(404, true, error);
    }

    static StripeRefusal alreadyExists(String type, String id) {
        return new StripeRefusal(
                400,
                true,
                StripeRefusal.error(INVALID, "resource_already_exists", "There is already a " + type + " " + id + "."));
    }

    static StripeRefusal declined() {
        Map<String, @Nullable Object> error =
                StripeRefusal.error("card_error", "card_declined", "Your card was declined.");
        error.put("decline_code", "generic_decline");
        return new StripeRefusal(402, true, error);
    }

    static StripeRefusal broken() {
        return new StripeRefusal(500, true, StripeRefusal.error("api_error", null, "An unknown error occurred."));
    }

    static StripeRefusal alreadyRefunded(String id) {
        return new StripeRefusal(
                400,
                true,
                StripeRefusal.error(
                        INVALID, "charge_already_refunded", "Charge " + id + " has already been refunded."));
    }

    static StripeRefusal refundTooLarge(long asked, long left) {
        Map<String, @Nullable Object> error = StripeRefusal.error(
                INVALID,
                null,
                "Refund amount (" + asked + ") is greater than unrefunded amount on charge (" + left + ")");
        error.put("param", "amount");
        return new StripeRefusal(400, true, error);
    }

    static StripeRefusal unexpectedState(String type, String action, String status) {
        return new StripeRefusal(
                400,
                true,
                StripeRefusal.error(
                        INVALID,
                        type + "_unexpected_state",
                        "This " + type + " cannot be changed by " + action + " because it has a status of " + status
                                + "."));
    }

    static StripeRefusal keyTooLong(int length) {
        return new StripeRefusal(
                400,
                false,
                StripeRefusal.error(
                        INVALID,
                        null,
                        "Idempotency keys have at most 255 characters, but this one has " + length + "."));
    }

    static StripeRefusal otherParameters(int status, String key) {
        return new StripeRefusal(
                status,
                false,
                StripeRefusal.error(
                        "idempotency_error",
                        null,
                        "Keys for idempotent requests can only be used with the same parameters they were first used "
                                + "with. Try using a key other than '" + key
                                + "' if you meant to execute a different request."));
    }

    static StripeRefusal keyInUse(String key) {
        return new StripeRefusal(
                409,
                false,
                StripeRefusal.error(
                        INVALID,
                        "idempotency_key_in_use",
                        "There is currently another in-progress request using this Idempotent Key (" + key
                                + "). Please try again later."));
    }

    private static StripeRefusal parameter(String code, String name, String message) {
        Map<String, @Nullable Object> error = StripeRefusal.error(INVALID, code, message);
        error.put("param", name);
        return new StripeRefusal(400, false, error);
    }
}
