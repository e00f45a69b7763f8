package io.runstwice.explore;

import java.security.SecureRandom;
import java.util.Random;

/** Ids as applications draw them. */
final class Ulids {

    private static final Random RANDOM = new SecureRandom();
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final String NANO = "useandom-26T198340PX75pxJACKVERYMINDBUSHWOLF_GQZbfghjklqvwyzrict";
    private static final long EPOCH_2020 = 1_577_836_800_000L;

    private Ulids() {}

    static String next() {
        StringBuilder ulid = new StringBuilder();
        long time = System.currentTimeMillis();
        for (int i = 9; i >= 0; i--) {
            ulid.append(CROCKFORD.charAt((int) (time >>> (5 * i)) & 31));
        }
        for (int i = 0; i < 16; i++) {
            ulid.append(CROCKFORD.charAt(RANDOM.nextInt(32)));
        }
        return ulid.toString();
    }

    static String nano() {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < 21; i++) {
            id.append(NANO.charAt(RANDOM.nextInt(64)));
        }
        return id.toString();
    }

    static long tsid() {
        return (System.currentTimeMillis() - EPOCH_2020) << 22 | RANDOM.nextInt(1 << 22);
    }
}
