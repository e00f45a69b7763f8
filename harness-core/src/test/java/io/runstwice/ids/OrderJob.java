package io.runstwice.ids;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.jdbc.Database;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Inserts an order, then a line that names it and an amount for the account, in two transactions. Ids are drawn by a
 * library.
 *
 * @param given what the test inserts before: another order, and the account
 * @param library for one data source
 */
record OrderJob(List<String> given, Function<DataSource, Library> library) {

    private static final int ORDER = 42;
    private static final int LINE = 43;
    private static final int OTHER = 41;

    /** One library serves all deliveries, as in an application. */
    Verdict kept(DataSource source, Twin twin, Bounds bounds) {
        Database db = Database.watching(source);
        try (Library kept = library.apply(db.dataSource())) {
            return explore(db, () -> perform(kept, twin), bounds);
        }
    }

    /** Each delivery sets up one of its own. */
    Verdict fresh(DataSource source, Twin twin, Bounds bounds) {
        Database db = Database.watching(source);
        return explore(
                db,
                () -> {
                    try (Library own = library.apply(db.dataSource())) {
                        perform(own, twin);
                    }
                },
                bounds);
    }

    private Verdict explore(Database db, Runnable job, Bounds bounds) {
        return RunsTwice.job("Order", delivery -> job.run())
                .given(() -> given.forEach(db::execute))
                .watching(db)
                .within(bounds)
                .explore();
    }

    private static void perform(Library library, Twin twin) {
        boolean isNew = library.transaction(orders -> order(orders, twin));
        library.transaction(orders -> line(orders, twin, isNew));
    }

    private static boolean order(Orders orders, Twin twin) {
        orders.lock();
        boolean isNew = orders.idOf(ORDER) == null;
        if (isNew || twin == Twin.INSERTS_AGAIN) {
            orders.insert(ORDER, null);
        }
        return isNew;
    }

    private static boolean line(Orders orders, Twin twin, boolean isNew) {
        orders.lock();
        boolean isMissing = orders.idOf(LINE) == null;
        if (isMissing) {
            Object order = isNew ? orders.idOf(ORDER) : found(orders, twin);
            Object line = orders.insert(LINE, order);
            orders.tell(line, !isNew && twin == Twin.TELLS_ANOTHER ? orders.idOf(OTHER) : order);
        }
        if (isMissing || twin == Twin.ADDS_AGAIN) {
            orders.add(100);
        }
        return isMissing;
    }

    private static Object found(Orders orders, Twin twin) {
        return switch (twin) {
            case NAMES_ANOTHER -> orders.idOf(OTHER);
            case NAMES_NONE -> orders.lost();
            default -> orders.idOf(ORDER);
        };
    }
}
