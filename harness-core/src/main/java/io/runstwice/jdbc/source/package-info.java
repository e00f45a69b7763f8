/** Where connections come from: a data source, a URL, a pool, and the connections that the harness has for itself. */
@NullMarked
package io.runstwice.jdbc.source;

import org.jspecify.annotations.NullMarked;
