package io.runstwice.judge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** An amount in one value with noise: every kind of noise in every kind of value. */
final class Beside {

    private Beside() {}

    /** Noise as a run draws it, as text. */
    enum Kind {
        ISO(draw -> draw.now().toString()),
        SQL(draw -> draw.now().toString().replace('T', ' ').replace("Z", "+00")),
        LEASE(draw -> draw.now().plusSeconds(1800).toString()),
        CONTROLLED(draw -> draw.clock().plusSeconds(600).toString()),
        DAY(draw -> LocalDate.ofInstant(draw.clock(), ZoneOffset.UTC).toString()),
        GERMAN("dd.MM.uuuu HH:mm", false),
        GERMAN_SECONDS("dd.MM.uuuu, HH:mm:ss", true),
        US("MM/dd/uuuu hh:mm a", false),
        US_SECONDS("M/d/uuuu, h:mm:ss a", true),
        US_LONG_DAY("MM/dd/uuuu HH:mm:ss", false),
        BRITISH("dd/MM/uuuu HH:mm", true),
        SLASHES("uuuu/MM/dd HH:mm:ss.SSS", false),
        MAIL("EEE, d MMM uuuu HH:mm:ss Z", false),
        MAIL_CLOCK("EEE, dd MMM uuuu HH:mm:ss 'GMT'", true),
        MEDIUM("MMM d, uuuu, h:mm:ss\u202fa", false),
        LOG("dd/MMM/uuuu:HH:mm:ss Z", false),
        COMPACT("uuuuMMdd'T'HHmmss'Z'", false),
        COMPACT_MILLIS("uuuuMMddHHmmssSSS", false),
        COMPACT_CLOCK("uuuuMMddHHmmss", true),
        TIME_OF_DAY("HH:mm:ss", false),
        TIME_OF_DAY_MILLIS("HH:mm:ss.SSS", false),
        TIME_OF_DAY_CLOCK("HH:mm:ss", true),
        HOUR_AND_MINUTE("HH:mm", false),
        GERMAN_DAY("dd.MM.uuuu", true),
        US_DAY("MM/dd/uuuu", true),
        COMPACT_DAY("uuuuMMdd", true),
        GLUED_SIGN("'✅'uuuu-MM-dd'T'HH:mm:ss.SSS'Z✅'", false),
        GLUED_WORDS("'于'uuuu-MM-dd HH:mm:ss.SSS'完成'", false),
        MILLIS(draw -> Long.toString(draw.now().toEpochMilli())),
        MICROS(draw -> Long.toString(draw.now().toEpochMilli() * 1000 + 17)),
        SECONDS(draw -> Long.toString(draw.clock().getEpochSecond() + 60)),
        ID(draw -> draw.id("orders")),
        UUID(Draw::uuid),
        ULID(Draw::ulid),
        NANO(Draw::nano),
        TSID(draw -> Long.toString(draw.tsid())),
        HEX(Draw::token),
        SHORT(draw -> draw.token().substring(0, 8)),
        BASE64(draw -> Base64.getEncoder().encodeToString(draw.token().getBytes(StandardCharsets.UTF_8))),
        HASH_OF_ID(draw -> hash(draw.id("orders")));

        private final Function<Draw, String> drawn;
        private final Function<Draw, String> hours;

        Kind(Function<Draw, String> drawn) {
            this.drawn = drawn;
            this.hours = draw -> "never";
        }

        /** A time in the dress of a format, by the machine's clock or the controlled one. */
        Kind(String pattern, boolean controlled) {
            DateTimeFormatter format =
                    DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
            this.drawn = draw -> format.format(controlled ? draw.clock() : draw.now());
            this.hours = draw -> format.format((controlled ? draw.clock() : draw.now()).plusSeconds(53 * 3_600 + 60));
        }

        /** What is no noise of this kind, whatever looks like it. */
        Stream<String> others(String noise, Draw draw) {
            return switch (this) {
                case ISO, SQL, LEASE, CONTROLLED, DAY ->
                    Stream.of(noise.replace("2026-03-0", "2026-02-0"), noise.replace("2026", "2025"), "never");
                case MILLIS -> Stream.of(Long.toString(Long.parseLong(noise) + 3_600_000), "0");
                case MICROS -> Stream.of(Long.toString(Long.parseLong(noise) + 3_600_000_000L), "0");
                case SECONDS -> Stream.of(Long.toString(Long.parseLong(noise) + 3_600), "0");
                case ID -> Stream.of("987654", "x");
                case TSID -> Stream.of("17", "never");
                case GERMAN,
                        GERMAN_SECONDS,
                        US,
                        US_SECONDS,
                        US_LONG_DAY,
                        BRITISH,
                        SLASHES,
                        MAIL,
                        MAIL_CLOCK,
                        MEDIUM,
                        LOG,
                        COMPACT,
                        COMPACT_MILLIS,
                        COMPACT_CLOCK,
                        TIME_OF_DAY,
                        TIME_OF_DAY_MILLIS,
                        TIME_OF_DAY_CLOCK,
                        HOUR_AND_MINUTE,
                        GERMAN_DAY,
                        US_DAY,
                        COMPACT_DAY,
                        GLUED_SIGN,
                        GLUED_WORDS -> Stream.of(hours.apply(draw), "never", "0");
                case UUID, ULID, NANO, HEX, SHORT, BASE64, HASH_OF_ID -> Stream.of("never", noise + noise, "!");
            };
        }
    }

    private static String hash(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A key that is used for a day signs whatever comes that day alike. */
    private static String signature(String noise) {
        boolean day = noise.length() <= 10 && noise.matches("[\\d./-]+");
        return day ? "c2lnbmVk" : hash(noise);
    }

    /** A value that holds both. */
    enum Holder {
        TEXT((amount, noise) -> "etag=" + noise + ";balance=" + amount),
        WORDS((amount, noise) -> "paid EUR " + amount + ".00 at <" + noise + "> by card"),
        DOCUMENT((amount, noise) -> "{\"balance\": " + amount + ", \"n\": \"" + noise + "\"}"),
        DEEP((amount, noise) -> "{\"a\": [{\"b\": {\"balance\": " + amount + ".50}}, {\"n\": \"" + noise + "\"}]}"),
        NESTED((amount, noise) ->
                "{\"body\": \"{\\\"balance\\\": " + amount + ", \\\"n\\\": \\\"" + noise + "\\\"}\"}"),
        ARRAY((amount, noise) -> "{" + amount + ",\"" + noise + "\"}"),
        COMPOSITE((amount, noise) -> "(" + amount + ",\"" + noise + "\",t)"),
        QUERY((amount, noise) -> "https://pay.example/x?amount=" + amount + "&n="
                + noise.replace("+", "%2B")
                        .replace("/", "%2F")
                        .replace(":", "%3A")
                        .replace(",", "%2C")
                        .replace(" ", "%20")
                + "&v=1"),
        JWT((amount, noise) -> "eyJhbGciOiJIUzI1NiJ9."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(("{\"balance\":" + amount + ",\"n\":\"" + noise + "\"}")
                                .getBytes(StandardCharsets.UTF_8))
                + "." + signature(noise)),
        KEYED((amount, noise) ->
                "{\"v\": 1, \"balances\": {\"" + noise + "\": {\"balance\": " + amount + "}, \"all\": 3}}"),
        BYTES((amount, noise) -> "\\x"
                + HexFormat.of()
                        .formatHex(("{\"balance\": " + amount + ", \"n\": \"" + noise + "\"}")
                                .getBytes(StandardCharsets.UTF_8))),
        PLAIN_BYTES((amount, noise) ->
                HexFormat.of().formatHex(("n=" + noise + ";balance=" + amount).getBytes(StandardCharsets.UTF_8))),
        LINES((amount, noise) -> "id: " + noise + "\nbalance: " + amount + "\n"),
        XML((amount, noise) -> "<pay n='" + noise + "'><balance>" + amount + "</balance></pay>");

        private final java.util.function.BinaryOperator<String> form;

        Holder(java.util.function.BinaryOperator<String> form) {
            this.form = form;
        }

        String of(String amount, String noise) {
            return form.apply(amount, noise);
        }
    }

    /** Both, in a text column of a row beside a generated id. */
    record Case(Kind kind, Holder holder) {

        static List<Case> all() {
            return Stream.of(Kind.values())
                    .flatMap(kind -> Stream.of(Holder.values()).map(holder -> new Case(kind, holder)))
                    .toList();
        }

        Observation run(Draw draw) {
            return run(draw, "1600", noise(draw));
        }

        String noise(Draw draw) {
            return kind.drawn.apply(draw);
        }

        /** The noise of this kind is drawn from where the row's id is. */
        Observation run(Draw draw, String amount, String noise) {
            String id = kind == Kind.ID ? noise : draw.id("orders");
            boolean drawn = kind != Kind.ID || !noise.equals("987654") && !noise.equals("x");
            return draw.observe(
                    Worlds.plus(TABLE, Worlds.row(drawn ? id : draw.id("orders"), "open", holder.of(amount, noise))));
        }
    }

    static final io.runstwice.world.Table TABLE =
            Worlds.table("db orders", List.of("id generated!", "state value", "payload value"));
}
