package io.runstwice.explore;

import java.util.function.Predicate;

/**
 * The families of schedules, in the order in which they are explored and told: the certificate, the tests of a method
 * and the progress line all read this list. A family is explored by the {@link Explorer} that {@link Explorers} builds
 * for it.
 */
public enum Family {
    /** The job ran to its end, and the queue never heard of it. */
    REPETITION("acknowledgement lost: run again after success", Node.OWN, Scope::isOneMessage),
    /** One crash or one lost message of the first delivery. */
    FIRST_FAULTS("crashes and lost messages of the first delivery", Node.CRASHES, Scope::isOneMessage),
    /** The first delivery is cut off from a resource over a link. */
    PARTITIONS("cut off from a resource", Node.OWN, Scope::isLinked),
    /** The first delivery's process is told to end. */
    SHUTDOWNS("shutdown", Node.OWN, Scope::shutsDown),
    /** Any number of crashes. */
    CRASHES("any number of crashes", Node.OWN, Scope::isOneMessage),
    /** Lost messages in every later delivery, and crashes after a lost message. */
    LATER_LOSSES("lost messages of every delivery", Node.CRASHES, Scope::isOneMessage),
    /** Several distinct messages. */
    HISTORIES("distinct messages in every order", Node.OWN, Scope::isHistory),
    /** Actors before, between and after deliveries. */
    ACTORS_BETWEEN("actors before, between and after deliveries", Node.OWN, Scope::hasActors),
    /** Actors whose turns interleave with those of deliveries. */
    ACTORS_BESIDE("actors beside the job", Node.OWN, Scope::actorsOverlap),
    /** One fault while an actor and a delivery overlap. */
    FAULTS_BESIDE_ACTORS("a fault while a delivery and an actor overlap", Node.OWN, Scope::actorsOverlap),
    /** Actors that act late while a delivery stands still. */
    LATE_ACTORS("an actor that acts late while a delivery stands still", Node.OWN, Scope::actorsActLate),
    /** Several copies of the message at once. */
    COPIES("two copies at once", Node.OWN, Scope::hasCopies),
    /** A delivery that stands still while its message is handed out again. */
    LAPSED("visibility lapsed", Node.OWN, Scope::lapses),
    /** Deliveries whose visibility lapsed, and which go on late. */
    LATE_THAWS("a delivery that goes on long after its message was settled", Node.LAPSED, Scope::lapses),
    /** One fault while two deliveries overlap. */
    FAULTS_IN_OVERLAPS("a fault while two copies overlap", Node.OWN, Scope::hasFaultsInOverlaps);

    private final String title;
    private final Node node;
    private final Predicate<Scope> asked;

    Family(String title, Node node, Predicate<Scope> asked) {
        this.title = title;
        this.node = node;
        this.asked = asked;
    }

    /** The test of a method that explores a family. */
    private enum Node {
        OWN,
        CRASHES,
        LAPSED
    }

    /** Its name in reports, tests and the progress line. */
    public String title() {
        return title;
    }

    /** The family whose test explores this one: itself, or the family that it goes on from. */
    Family node() {
        return switch (node) {
            case OWN -> this;
            case CRASHES -> CRASHES;
            case LAPSED -> LAPSED;
        };
    }

    /** Whether the bound asks for it, of this job. */
    boolean isAsked(Scope scope) {
        return asked.test(scope);
    }

    /**
     * Whether workers overlap in it, or act beside the job: then the bound of schedules ends it, and so does its first
     * violation.
     */
    boolean isBounded() {
        return compareTo(ACTORS_BETWEEN) >= 0;
    }
}
