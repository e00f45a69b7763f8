/**
 * Broken jobs beside their repaired twins. Each package is one incident or one seed: what happened, the job that does
 * it, and the job that does not.
 */
@NullMarked
package io.runstwice.examples;

import org.jspecify.annotations.NullMarked;
