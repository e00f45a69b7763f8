/** What every resource holds to, as tests that the author of a resource runs. */
@NullMarked
package io.runstwice.junit.contract;

import org.jspecify.annotations.NullMarked;
