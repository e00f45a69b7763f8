/** What every code base has somewhere: a few lines above JDBC, and a small client for a payment gateway. */
@NullMarked
package io.runstwice.examples.support;

import org.jspecify.annotations.NullMarked;
