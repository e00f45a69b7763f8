package io.runstwice.explore;

/** What a {@link GeneratedOverlap} can do, one step of it; {@link OverlapDelivery} says how. */
enum OverlapOp {
    RETURN_IF_DONE,
    RETURN_IF_DONE_LOCKED,
    CLAIM_OR_RETURN,
    CLAIM_OR_NOTE,
    ADVISORY_LOCK,
    LOCK_BOTH_BY_VALUE,
    LOCK_BOTH_BY_CLAIM,
    READ_SETTINGS,
    MARK_DONE,
    MARK_BY_FUNCTION,
    INSERT_ITEM,
    INSERT_UNIQUE,
    INSERT_UNIQUE_IGNORED,
    INSERT_UNIQUE_CAUGHT,
    STAMP_ONCE,
    NOTE_AUDITS,
    NOTE_LINES,
    DROP_CART,
    READ_ADD_WRITE,
    POST_KEYED,
    POST
}
