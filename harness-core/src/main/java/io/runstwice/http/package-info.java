/**
 * HTTP services as resources: a tap that any client can be pointed at, and a double with Stripe's semantics behind it.
 */
@NullMarked
package io.runstwice.http;

import org.jspecify.annotations.NullMarked;
