package io.runstwice.jdbc.schema;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A generator of numbers as the catalog describes it: a sequence, or the counter behind an identity column.
 *
 * @param name how reports call it
 * @param increment how far apart its numbers are; negative if it counts down
 * @param least its lowest number
 * @param most its highest number
 * @param cycles whether it begins again after its last number
 * @param reserved whether a session may hold numbers that it has not given yet
 * @param ofColumn whether the default of a column draws from it
 */
public record Sequence(
        String name, long increment, long least, long most, boolean cycles, boolean reserved, boolean ofColumn) {

    /** Reads one from a row of a catalog: its increment and all that comes after it here, from the third column on. */
    public static Sequence of(String name, ResultSet row) throws SQLException {
        return new Sequence(
                name,
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getBoolean(6),
                row.getBoolean(7),
                row.getBoolean(8));
    }

    /** A counter behind a column. */
    public static Sequence ofColumn(String name, long most) {
        return new Sequence(name, 1, 1, most, false, false, true);
    }

    /** How many numbers it has left. */
    public BigInteger left(long at) {
        return distance(at, increment > 0 ? most : least);
    }

    /** How many different numbers it gives. */
    public BigInteger size() {
        return distance(least, most);
    }

    private BigInteger distance(long from, long to) {
        return BigInteger.valueOf(to)
                .subtract(BigInteger.valueOf(from))
                .abs()
                .divide(BigInteger.valueOf(increment).abs().max(BigInteger.ONE));
    }

    /**
     * Whether numbers of it may be held that were drawn and not used: by a client that draws many at once, or by a
     * session with a cache. Numbers of a sequence without either may be held too, by a statement that does nothing but
     * draw: that is seen when it comes.
     */
    public boolean isHeldOutside() {
        return reserved || Math.abs(increment) > 1;
    }
}
