/** What a database in the process of a delivery tells the test. */
@NullMarked
package io.runstwice.jdbc.remote;

import org.jspecify.annotations.NullMarked;
