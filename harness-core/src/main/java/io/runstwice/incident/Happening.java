package io.runstwice.incident;

import io.runstwice.schedule.Source;
import org.jspecify.annotations.Nullable;

/** One thing that a report says happened. */
sealed interface Happening {

    /** Where it is said. */
    int line();

    /** The delivery that it happens to, from 1; 0 for the delivery that the report speaks of. */
    int who();

    /** This happening, known to be of this delivery. */
    Happening of(int delivery);

    /** The message is delivered, for the first time or again. */
    record Begins(int line, int who, Source source, When when) implements Happening {

        @Override
        public Begins of(int delivery) {
            return new Begins(line, delivery, source, when);
        }
    }

    /** Two copies of the message are delivered at the same time. */
    record Together(int line, int who) implements Happening {

        @Override
        public Together of(int delivery) {
            return new Together(line, delivery);
        }
    }

    /** An interaction stands in the log, as the last one of its delivery or not. */
    record Logged(int line, int who, CallName call, boolean last) implements Happening {

        @Override
        public Logged of(int delivery) {
            return new Logged(line, delivery, call, last);
        }
    }

    /** The worker dies. */
    record Dies(int line, int who, Place place) implements Happening {

        @Override
        public Dies of(int delivery) {
            return new Dies(line, delivery, place);
        }
    }

    /**
     * A message between the worker and a resource is lost.
     *
     * @param call of which interaction; null for the last one in the log, or any
     */
    record Loses(int line, int who, Lossy how, @Nullable CallName call) implements Happening {

        @Override
        public Loses of(int delivery) {
            return new Loses(line, delivery, how, call);
        }
    }

    /** The job returned, and the queue never heard of it. */
    record Unheard(int line, int who) implements Happening {

        @Override
        public Unheard of(int delivery) {
            return new Unheard(line, delivery);
        }
    }

    /**
     * The worker stands still.
     *
     * @param overtaken whether the report says that the message was handed out again meanwhile
     */
    record StandsStill(int line, int who, Place place, boolean overtaken) implements Happening {

        @Override
        public StandsStill of(int delivery) {
            return new StandsStill(line, delivery, place, overtaken);
        }
    }

    /** The queue hands the message out again, because the worker takes too long. */
    record Lapses(int line, int who, When when) implements Happening {

        @Override
        public Lapses of(int delivery) {
            return new Lapses(line, delivery, when);
        }
    }

    /** The worker that stood still goes on. */
    record GoesOn(int line, int who, When when) implements Happening {

        @Override
        public GoesOn of(int delivery) {
            return new GoesOn(line, delivery, when);
        }
    }

    /** The delivery came to its end: acknowledged, or given back. */
    record Ends(int line, int who, boolean acknowledged) implements Happening {

        @Override
        public Ends of(int delivery) {
            return new Ends(line, delivery, acknowledged);
        }
    }
}
