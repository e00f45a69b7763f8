/**
 * Twilio, 18 July 2013: auto-recharge charged the card and then failed to write the balance, so that the next pass saw
 * a low balance and charged again (<a
 * href="https://www.twilio.com/blog/2013/07/billing-incident-post-mortem-breakdown-analysis-and-root-cause.html">post
 * mortem</a>). Nothing durable said that a recharge was under way. The twin commits a recharge row before it charges,
 * uses the row's id as the gateway's key, and credits each recharge at most once, in one transaction.
 */
@NullMarked
package io.runstwice.examples.i01recharge;

import org.jspecify.annotations.NullMarked;
