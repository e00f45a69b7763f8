package io.runstwice.corpus;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.jdbc.Database;
import io.runstwice.world.Misuse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.UnaryOperator;

/**
 * What the harness said of one job, beside what it is.
 *
 * @param said {@code safe}, {@code unsafe} or {@code inconclusive}
 * @param text all that is printed
 */
record Trial(Case job, String said, String text, boolean isRight, long millis) {

    static Trial of(Case job) throws SQLException {
        long began = System.nanoTime();
        World world = new World(Database.watching(job.on().fresh(job.tables())));
        job.world().accept(world);
        try {
            Verdict verdict = explore(job, world);
            String said = verdict.isSafe() ? "safe" : verdict.isUnsafe() ? "unsafe" : "inconclusive";
            String text = verdict.toString();
            boolean isRight = job.expected().isWhat(verdict) && Secrets.isClean(text);
            return new Trial(job, said, text, isRight, since(began));
        } catch (Misuse refused) {
            return new Trial(
                    job, "inconclusive", "refused: " + refused.getMessage(), isExpected(job, refused), since(began));
        } finally {
            world.close();
        }
    }

    private static long since(long began) {
        return (System.nanoTime() - began) / 1_000_000;
    }

    private static boolean isExpected(Case job, Misuse refused) {
        return job.expected() instanceof Expected.Named named && named.isIn(String.valueOf(refused.getMessage()));
    }

    /** What the harness says of a job, asked in another way. */
    static Verdict explored(Case job, UnaryOperator<RunsTwice> asked) throws SQLException {
        World world = new World(Database.watching(job.on().fresh(job.tables())));
        job.world().accept(world);
        try {
            return asked.apply(described(job, world)).explore();
        } finally {
            world.close();
        }
    }

    private static Verdict explore(Case job, World world) {
        return described(job, world).explore();
    }

    private static RunsTwice described(Case job, World world) {
        return RunsTwice.job("Job", delivery -> {
                    try (Connection connection = world.db().dataSource().getConnection()) {
                        job.job().perform(new Work(job.on(), connection, delivery, world));
                    }
                })
                .given(() -> job.given().forEach(world.db()::execute))
                .watching(world.watched())
                .within(job.bounds().apply(Bounds.standard()));
    }

    /** Whether it is judged wrong, and not as it is known to be. */
    boolean isSurprise() {
        return !isRight && !job.expected().isKnownAs(said);
    }

    /** A broken job that passed. */
    boolean isMissed() {
        return !isRight && said.equals("safe");
    }

    /** A right job that was called broken. */
    boolean isFalseAlarm() {
        return !isRight && said.equals("unsafe");
    }

    /** A job of which nothing was said, or not why. */
    boolean isInconclusive() {
        return !isRight && said.equals("inconclusive");
    }

    /** One whose text shows a secret, or a character that a terminal obeys. */
    boolean isLeaky() {
        return !Secrets.isClean(text);
    }

    @Override
    public String toString() {
        return job + " is " + job.expected() + " (" + job.why() + "), but:\n" + text;
    }
}
