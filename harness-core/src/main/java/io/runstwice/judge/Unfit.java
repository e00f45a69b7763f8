package io.runstwice.judge;

import io.runstwice.world.Redaction;
import org.apiguardian.api.API;

/**
 * Runs cannot be judged by these baselines. Not a verdict on the job: the exploration is inconclusive.
 *
 * <p>The message is a fact and the way out.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Unfit extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 200;

    Unfit(String reason) {
        super(reason);
    }

    /** A part of a cell varies without a reason. */
    static Unfit differs(Layout.Field field, Misfit misfit) {
        String part = field.id() + misfit.path();
        return new Unfit(part + " was " + shown(part, misfit.one()) + " after the first run and "
                + shown(part, misfit.other())
                + " after another one without any fault; make the job deterministic there: does it read the clock, random numbers"
                + " or the order of rows? If it may differ, declare it: Database.varying(\"" + field.shown() + "\")");
    }

    private static String shown(String part, Object value) {
        String text = Redaction.of(part.substring(part.lastIndexOf('.') + 1), value.toString());
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
