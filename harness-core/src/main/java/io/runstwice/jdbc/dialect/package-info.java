/**
 * What differs between database products, and the values in which that is told. Each product has a package of its own
 * beneath, which nothing else names.
 */
@NullMarked
package io.runstwice.jdbc.dialect;

import org.jspecify.annotations.NullMarked;
