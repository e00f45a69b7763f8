package io.runstwice.judge;

/**
 * A fault that excuses one repetition of one effect.
 *
 * @param of the effect whose worker it hit
 * @param fault the fault
 * @param after it excuses only repetitions after this event
 * @param before it excuses only repetitions before this event: from then on the record of the effect is durable
 * @param ofItself whether it excuses that very effect as well, if that is the repetition: its worker had stood still,
 *     or its request came late
 */
record Excuse(TracedEffect of, String fault, int after, int before, boolean ofItself) {

    /** Whether it excuses this one. */
    boolean covers(TracedEffect repetition) {
        boolean isLater = repetition.number() > of.number() || ofItself && repetition.equals(of);
        return isLater && after < repetition.at() && repetition.at() < before;
    }
}
