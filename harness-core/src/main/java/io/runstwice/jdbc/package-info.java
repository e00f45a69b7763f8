/**
 * Databases as resources: a {@code DataSource} whose every statement is an interaction. Users name
 * {@link io.runstwice.jdbc.Database}; the packages beneath are not exported.
 */
@NullMarked
package io.runstwice.jdbc;

import org.jspecify.annotations.NullMarked;
