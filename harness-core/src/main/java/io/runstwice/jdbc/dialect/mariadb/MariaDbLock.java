package io.runstwice.jdbc.dialect.mariadb;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One lock as InnoDB's monitor prints it: of a table, or of some records of a page and the gaps before them.
 *
 * <p>Which lock has to wait for which is the rule of InnoDB: of two records locks one has to be exclusive; a lock of a
 * gap alone blocks nothing but an insert into that gap, and the lock of an insert that waits blocks nothing.
 *
 * @param place a table, or a page
 * @param table the table's name
 * @param mode as printed
 * @param records the places of its records within the page; none for a table
 */
record MariaDbLock(String place, String table, String mode, Set<Integer> records) {

    private static final Pattern RECORD = Pattern.compile(
            "RECORD LOCKS (space id \\d+ page no \\d+) .* of table `[^`]*`\\.`([^`]*)` .*?lock.mode (.*)");
    private static final Pattern TABLE = Pattern.compile("TABLE LOCK table (`[^`]*`\\.`([^`]*)`) .*lock mode (.*)");

    /** The lock that a line begins, or null. */
    static @Nullable MariaDbLock begunBy(String line) {
        Matcher record = RECORD.matcher(line);
        if (record.matches()) {
            return new MariaDbLock(record.group(1), record.group(2), record.group(3), new HashSet<>());
        }
        Matcher table = TABLE.matcher(line);
        return table.matches() ? new MariaDbLock(table.group(1), table.group(2), table.group(3), Set.of()) : null;
    }

    boolean isWaiting() {
        return mode.endsWith(" waiting");
    }

    boolean isOfTable() {
        return !place.startsWith("space");
    }

    private boolean wantsToInsert() {
        return mode.contains(" insert intention");
    }

    private boolean isShared() {
        return mode.startsWith("S");
    }

    /** Whether a session that asks for the other lock has to wait for this one. */
    boolean bars(MariaDbLock other) {
        if (!place.equals(other.place) || wantsToInsert()) {
            return false;
        }
        return isOfTable() ? !isCompatible(word(), other.word()) : barsRecord(other);
    }

    private boolean barsRecord(MariaDbLock other) {
        if (records.stream().noneMatch(other.records::contains)) {
            return false;
        }
        if (other.wantsToInsert()) {
            return !mode.contains(" rec but not gap");
        }
        return !mode.contains(" gap before rec") && !(isShared() && other.isShared());
    }

    private String word() {
        return mode.split(" ")[0];
    }

    private static boolean isCompatible(String one, String two) {
        boolean intentions = one.startsWith("I") && two.startsWith("I");
        boolean reading = Set.of("S", "IS").contains(one) && Set.of("S", "IS").contains(two);
        boolean counting = one.equals("AUTO-INC") ? two.startsWith("I") : two.equals("AUTO-INC") && one.startsWith("I");
        return intentions || reading || counting;
    }
}
