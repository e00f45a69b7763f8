package io.runstwice.ids;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.id.uuid.UuidValueGenerator;

/** UUIDs that begin with the time: Hibernate's own where it has them, which is from version 7 on. */
final class TimeOrderedUuids {

    private TimeOrderedUuids() {}

    /** Hundreds of nanoseconds between the begin of the Gregorian calendar and 1970. */
    private static final long GREGORIAN = 0x01B21DD213814000L;

    public static class Six implements UuidValueGenerator {
        @Override
        public UUID generateUuid(SharedSessionContractImplementor session) {
            UUID own = hibernates("UuidVersion6Strategy", session);
            long ticks = System.currentTimeMillis() * 10_000 + GREGORIAN;
            return own != null ? own : versioned(ticks << 4 & ~0xFFFFL | 0x6000 | ticks & 0xFFF);
        }
    }

    public static class Seven implements UuidValueGenerator {
        @Override
        public UUID generateUuid(SharedSessionContractImplementor session) {
            UUID own = hibernates("UuidVersion7Strategy", session);
            long random = ThreadLocalRandom.current().nextInt(0x1000);
            return own != null ? own : versioned(System.currentTimeMillis() << 16 | 0x7000 | random);
        }
    }

    private static UUID versioned(long high) {
        return new UUID(high, ThreadLocalRandom.current().nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
    }

    private static UUID hibernates(String name, SharedSessionContractImplementor session) {
        try {
            Class<?> type = Class.forName("org.hibernate.id.uuid." + name);
            Object strategy = type.getField("INSTANCE").get(null);
            return ((UuidValueGenerator) strategy).generateUuid(session);
        } catch (ClassNotFoundException older) {
            return null;
        } catch (ReflectiveOperationException other) {
            throw new AssertionError(other);
        }
    }
}
