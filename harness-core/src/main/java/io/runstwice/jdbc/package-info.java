/** Databases as resources: a tapped {@code DataSource}, and one file per dialect. */
@NullMarked
package io.runstwice.jdbc;

import org.jspecify.annotations.NullMarked;
