package io.runstwice.ids;

import io.hypersistence.tsid.TSID;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Ids that applications draw without asking a database, in the forms that are usual. */
enum DrawnByCode {
    TSID_NUMBER("bigint", () -> TSID.Factory.getTsid().toLong()),
    TSID_TEXT("varchar(40)", () -> TSID.Factory.getTsid().toString()),
    SNOWFLAKE("bigint", DrawnByCode::snowflake),
    ULID("varchar(40)", DrawnByCode::ulid),
    NANOID("varchar(40)", () -> word(21, "useandom-26T198340PX75pxJACKVERYMINDBUSHWOLF_GQZbfghjklqvwyzrict")),
    SHORT_NANOID("varchar(40)", () -> word(10, "0123456789abcdefghijklmnopqrstuvwxyz")),
    OBJECT_ID("varchar(40)", DrawnByCode::objectId),
    KSUID("varchar(40)", DrawnByCode::ksuid),
    CUID("varchar(40)", DrawnByCode::cuid),
    PREFIXED("varchar(40)", () -> "ord_" + word(14, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")),
    RANDOM_UUID("uuid", UUID::randomUUID),
    UUID_TEXT("varchar(40)", () -> UUID.randomUUID().toString()),
    UUID_7("uuid", DrawnByCode::uuid7),
    RANDOM_LONG("bigint", () -> RANDOM.nextLong() >>> 1),
    MILLIS("bigint", DrawnByCode::millis),
    DIGEST("varchar(64)", () -> digest(UUID.randomUUID().toString()));

    final String type;
    final Supplier<Object> draw;

    DrawnByCode(String type, Supplier<Object> draw) {
        this.type = type;
        this.draw = draw;
    }

    private static final class RANDOM {
        static final Random SOURCE = new Random();

        static long nextLong() {
            return SOURCE.nextLong();
        }
    }

    private static final class COUNTER {
        static final AtomicInteger NEXT = new AtomicInteger(new Random().nextInt(1 << 24));
        static final AtomicInteger MILLIS = new AtomicInteger();
    }

    static String word(int length, String alphabet) {
        return RANDOM.SOURCE
                .ints(length, 0, alphabet.length())
                .collect(StringBuilder::new, (text, at) -> text.append(alphabet.charAt(at)), StringBuilder::append)
                .toString();
    }

    /** Forty-one bits of milliseconds since 2015, ten of a worker, twelve that count. */
    private static Object snowflake() {
        return System.currentTimeMillis() - 1_420_070_400_000L << 22 | 7 << 12 | COUNTER.NEXT.incrementAndGet() & 0xFFF;
    }

    private static Object ulid() {
        return digits(BigInteger.valueOf(System.currentTimeMillis()), 10, "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
                + word(16, "0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    }

    /** Seconds, a word of the process, and a count. */
    private static Object objectId() {
        return "%08x%s%06x"
                .formatted(System.currentTimeMillis() / 1_000, "5ac17f20be", COUNTER.NEXT.incrementAndGet() & 0xFFFFFF);
    }

    private static Object ksuid() {
        BigInteger seconds = BigInteger.valueOf(System.currentTimeMillis() / 1_000 - 1_400_000_000L);
        return digits(
                seconds.shiftLeft(128).or(new BigInteger(128, RANDOM.SOURCE)),
                27,
                "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    }

    /** The older form: a letter, milliseconds, a count, a fingerprint of the host, chance. */
    private static Object cuid() {
        String digits = "0123456789abcdefghijklmnopqrstuvwxyz";
        return "c" + digits(BigInteger.valueOf(System.currentTimeMillis()), 8, digits)
                + digits(BigInteger.valueOf(COUNTER.NEXT.incrementAndGet() & 0xFFFF), 4, digits) + "k3x9"
                + word(8, digits);
    }

    static UUID uuid7() {
        return new UUID(
                System.currentTimeMillis() << 16 | 0x7000 | RANDOM.SOURCE.nextInt(0x1000),
                RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
    }

    private static Object millis() {
        return System.currentTimeMillis() * 1_000 + COUNTER.MILLIS.incrementAndGet() % 1_000;
    }

    private static String digits(BigInteger number, int length, String alphabet) {
        StringBuilder text = new StringBuilder();
        BigInteger rest = number;
        for (int i = 0; i < length; i++) {
            BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(alphabet.length()));
            text.append(alphabet.charAt(parts[1].intValue()));
            rest = parts[0];
        }
        return text.reverse().toString();
    }

    private static String digest(String text) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
