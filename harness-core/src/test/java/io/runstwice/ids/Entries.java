package io.runstwice.ids;

import io.hypersistence.utils.hibernate.id.Tsid;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.TableGenerator;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.GenericGenerator;
import org.hibernate.annotations.Parameter;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.id.IncrementGenerator;
import org.hibernate.id.enhanced.SequenceStyleGenerator;

/** The entries of an order, once for each generator that Hibernate has. */
@SuppressWarnings("deprecation") // the only way to name an optimizer
final class Entries {

    private Entries() {}

    @MappedSuperclass
    abstract static class Entry {
        @Column(nullable = false)
        int number;

        abstract Object id();

        abstract void follow(Object other);
    }

    @MappedSuperclass
    abstract static class Numbered extends Entry {
        Long parent;

        @Override
        void follow(Object other) {
            parent = (Long) other;
        }
    }

    @MappedSuperclass
    abstract static class Unique extends Entry {
        UUID parent;

        @Override
        void follow(Object other) {
            parent = (UUID) other;
        }
    }

    @MappedSuperclass
    abstract static class Named extends Entry {
        String parent;

        @Override
        void follow(Object other) {
            parent = (String) other;
        }
    }

    @Entity(name = "Identity")
    @Table(name = "entries")
    static class Identity extends Numbered {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @Override
        Object id() {
            return id;
        }
    }

    @Entity(name = "Automatic")
    @Table(name = "entries")
    static class Automatic extends Numbered {
        @Id
        @GeneratedValue
        Long id;

        @Override
        Object id() {
            return id;
        }
    }

    @Entity(name = "OneByOne")
    @Table(name = "entries")
    static class OneByOne extends Numbered {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "ones")
        @SequenceGenerator(name = "ones", sequenceName = "ones", allocationSize = 1)
        Long id;

        @Override
        Object id() {
            return id;
        }
    }

    @Entity(name = "Pooled")
    @Table(name = "entries")
    static class Pooled extends Numbered {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "fifty")
        @SequenceGenerator(name = "fifty", sequenceName = "fifty")
        Long id;

        @Override
        Object id() {
            return id;
        }
    }

    @Entity(name = "PooledLo")
    @Table(name = "entries")
    static class PooledLo extends Numbered {
        @Id
        @GeneratedValue(generator = "lo")
        @GenericGenerator(
                name = "lo",
                type = SequenceStyleGenerator.class,
                parameters = {
                    @Parameter(name = "sequence_name", value = "fifty"),
                    @Parameter(name = "increment_size", value = "50"),
                    @Parameter(name = "optimizer", value = "pooled-lo")
                })
        Long id;

        @Override
        Object id() {
            return id;
        }
    }

    @Entity(name = "PooledLoThread")
    @Table(name = "entries")
    static class PooledLoThread extends Numbered {
        @Id
        @GeneratedValue(generator = "lotl")
        @GenericGenerator(
                name = "lotl",
                type = SequenceStyleGenerator.class,
                parameters = {
                    @Parameter(name = "sequence_name", value = "fifty"),
                    @Parameter(name = "increment_size", value = "50"),
                    @Parameter(name = "optimizer", value = "pooled-lotl")
                })
        Long id;

        @Override
        Object id() {
            return id;
        }
    }

    @Entity(name = "HiLo")
    @Table(name = "entries")
    static class HiLo extends Numbered {
        @Id
        @GeneratedValue(generator = "hilo")
        @GenericGenerator(
                name = "hilo",
                type = SequenceStyleGenerator.class,
                parameters = {
                    @Parameter(name = "sequence_name", value = "ones"),
                    @Parameter(name = "increment_size", value = "5"),
                    @Parameter(name = "optimizer", value = "hilo")
                })
        Long id;

        @Override
        Object id() {
            return id;
        }
    }

    /** Counts on from the highest id that it found when it began. */
    @Entity(name = "Counting")
    @Table(name = "entries")
    static class Counting extends Numbered {
        @Id
        @GeneratedValue(generator = "increment")
        @GenericGenerator(name = "increment", type = IncrementGenerator.class)
        Long id;

        @Override
        Object id() {
            return id;
        }
    }

    @Entity(name = "FromTable")
    @Table(name = "entries")
    static class FromTable extends Numbered {
        @Id
        @GeneratedValue(strategy = GenerationType.TABLE, generator = "handouts")
        @TableGenerator(
                name = "handouts",
                table = "handouts",
                pkColumnName = "name",
                valueColumnName = "next",
                allocationSize = 50)
        Long id;

        @Override
        Object id() {
            return id;
        }
    }

    @Entity(name = "FromTableOneByOne")
    @Table(name = "entries")
    static class FromTableOneByOne extends Numbered {
        @Id
        @GeneratedValue(strategy = GenerationType.TABLE, generator = "handouts")
        @TableGenerator(
                name = "handouts",
                table = "handouts",
                pkColumnName = "name",
                valueColumnName = "next",
                allocationSize = 1)
        Long id;

        @Override
        Object id() {
            return id;
        }
    }

    @Entity(name = "TimeSorted")
    @Table(name = "entries")
    static class TimeSorted extends Numbered {
        @Id
        @Tsid
        Long id;

        @Override
        Object id() {
            return id;
        }
    }

    @Entity(name = "TimeSortedText")
    @Table(name = "entries")
    static class TimeSortedText extends Named {
        @Id
        @Tsid
        String id;

        @Override
        Object id() {
            return id;
        }
    }

    @Entity(name = "AutomaticUuid")
    @Table(name = "entries")
    static class AutomaticUuid extends Unique {
        @Id
        @GeneratedValue
        UUID id;

        @Override
        Object id() {
            return id;
        }
    }

    @Entity(name = "OfTheStandard")
    @Table(name = "entries")
    static class OfTheStandard extends Unique {
        @Id
        @GeneratedValue(strategy = GenerationType.UUID)
        UUID id;

        @Override
        Object id() {
            return id;
        }
    }

    @Entity(name = "Random")
    @Table(name = "entries")
    static class Random extends Unique {
        @Id
        @UuidGenerator(style = UuidGenerator.Style.RANDOM)
        UUID id;

        @Override
        Object id() {
            return id;
        }
    }

    @Entity(name = "TimeBased")
    @Table(name = "entries")
    static class TimeBased extends Unique {
        @Id
        @UuidGenerator(style = UuidGenerator.Style.TIME)
        UUID id;

        @Override
        Object id() {
            return id;
        }
    }

    @Entity(name = "VersionSix")
    @Table(name = "entries")
    static class VersionSix extends Unique {
        @Id
        @UuidGenerator(algorithm = TimeOrderedUuids.Six.class)
        UUID id;

        @Override
        Object id() {
            return id;
        }
    }

    @Entity(name = "VersionSeven")
    @Table(name = "entries")
    static class VersionSeven extends Unique {
        @Id
        @UuidGenerator(algorithm = TimeOrderedUuids.Seven.class)
        UUID id;

        @Override
        Object id() {
            return id;
        }
    }

    @Entity(name = "TextOfTheStandard")
    @Table(name = "entries")
    static class TextOfTheStandard extends Named {
        @Id
        @GeneratedValue(strategy = GenerationType.UUID)
        String id;

        @Override
        Object id() {
            return id;
        }
    }

    @Entity(name = "TimeBasedText")
    @Table(name = "entries")
    static class TimeBasedText extends Named {
        @Id
        @UuidGenerator(style = UuidGenerator.Style.TIME)
        String id;

        @Override
        Object id() {
            return id;
        }
    }

    /** Thirty-two hexadecimal digits, most of which are the same for all that one JVM draws. */
    @Entity(name = "Hexadecimal")
    @Table(name = "entries")
    static class Hexadecimal extends Named {
        @Id
        @GeneratedValue(generator = "hex")
        @GenericGenerator(name = "hex", type = org.hibernate.id.UUIDHexGenerator.class)
        String id;

        @Override
        Object id() {
            return id;
        }
    }

    /** The usual one. */
    static List<Class<? extends Entry>> some() {
        return List.of(Automatic.class);
    }

    static List<Class<? extends Entry>> all() {
        return List.of(
                Identity.class,
                Automatic.class,
                OneByOne.class,
                Pooled.class,
                PooledLo.class,
                PooledLoThread.class,
                HiLo.class,
                Counting.class,
                FromTable.class,
                FromTableOneByOne.class,
                TimeSorted.class,
                TimeSortedText.class,
                AutomaticUuid.class,
                OfTheStandard.class,
                Random.class,
                TimeBased.class,
                VersionSix.class,
                VersionSeven.class,
                TextOfTheStandard.class,
                TimeBasedText.class,
                Hexadecimal.class);
    }

    static Entry created(Class<? extends Entry> type) {
        try {
            return type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
