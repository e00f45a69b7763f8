/** What a test JVM starts beside itself ends with it, also when it is killed. */
@NullMarked
package io.runstwice.watchdog;

import org.jspecify.annotations.NullMarked;
