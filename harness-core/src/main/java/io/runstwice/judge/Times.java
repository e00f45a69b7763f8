package io.runstwice.judge;

import java.time.Instant;
import java.time.LocalDate;

/** Reads times: two that mean the same get the same text. */
interface Times {

    /** What an instant in this column means. */
    String read(Layout.Field field, Instant instant);

    /** What a day in this column means. */
    String read(Layout.Field field, LocalDate day);
}
