/** The taps: JDBC objects that stand between a job and its driver. */
@NullMarked
package io.runstwice.jdbc.proxy;

import org.jspecify.annotations.NullMarked;
