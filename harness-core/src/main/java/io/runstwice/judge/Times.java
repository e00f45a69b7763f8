package io.runstwice.judge;

import java.time.Instant;
import java.time.LocalDate;

/** Reads times: two that mean the same get the same text. */
interface Times {

    /** The meaning of an instant in this column. */
    String read(Layout.Field field, Instant instant);

    /** The meaning of a day in this column. */
    String read(Layout.Field field, LocalDate day);
}
