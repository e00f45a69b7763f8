/**
 * The tap: it reads and writes HTTP, takes each request through the gate, forwards it, and shows what it says as cells
 * of a table. It knows neither the double of Stripe nor what a test declares.
 */
@NullMarked
package io.runstwice.http.wire;

import org.jspecify.annotations.NullMarked;
