/**
 * Sensei's export opened its CSV to append; a batch that was entered again with nothing noted as completed wrote the
 * same rows once more, and 30 rows became 15,090 (<a href="https://github.com/Automattic/sensei/issues/7969">issue
 * 7969</a>). The job's own record ended right; only the file was wrong. The twin writes each batch to a file of its
 * own, whole and under a name that follows from the batch: written twice, by one worker after another or by two at
 * once, it holds the same.
 */
@NullMarked
package io.runstwice.examples.i48appendedfile;

import org.jspecify.annotations.NullMarked;
