package io.runstwice.run;

import java.util.Set;

/**
 * What deliveries have shown of the job so far, on which it depends what may be left out.
 *
 * @param questions what they have asked of themselves
 * @param threadOverlap whether threads of one worker came to the gate beside each other
 * @param visitors how many threads acted that no delivery had started
 * @param facts what resources have said of it
 */
public record JobTraits(Set<AttemptQuestion> questions, boolean threadOverlap, int visitors, Set<String> facts) {}
