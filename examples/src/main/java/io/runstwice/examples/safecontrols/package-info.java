/**
 * Jobs that look suspicious and are right. Each of them looks before it acts, as the broken ones do, and each has
 * another reason why that is enough: an advisory lock, SERIALIZABLE with a retry on 40001, a unique index whose
 * violation is handled, an optimistic version, a {@code SKIP LOCKED} claim that does not vouch for others. A tool that
 * flags one of them is careless.
 */
@NullMarked
package io.runstwice.examples.safecontrols;

import org.jspecify.annotations.NullMarked;
