package io.runstwice.explore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Half of a text's SHA-256. Equal texts have equal digests; that two of {@code n} texts share one by accident has a
 * probability below {@code n²/2¹²⁹}, so a million of them are told apart by 16 bytes each.
 */
record Digest(long high, long low) implements Comparable<Digest> {

    static Digest of(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
        return new Digest(bytes.getLong(), bytes.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public int compareTo(Digest other) {
        int byHigh = Long.compare(high, other.high);
        return byHigh == 0 ? Long.compare(low, other.low) : byHigh;
    }

    @Override
    public String toString() {
        return Long.toHexString(high) + "-" + Long.toHexString(low);
    }
}
