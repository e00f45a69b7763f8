package io.runstwice.explore;

/** What a {@link GeneratedWork} can do, one step of it; {@link WorkDelivery} says how. */
enum WorkOp {
    RETURN_IF_DONE,
    CLAIM_UNLESS_DONE,
    CLAIM_IF_NEW,
    SEE_ONCE,
    FORGET_SEEN,
    LEASE_OR_REFUSE,
    RELEASE,
    READ_SUM,
    INCREMENT,
    READ_ADD_WRITE,
    LOG,
    LETTER_ONCE,
    RAISE_VERSION,
    SET_VERSION,
    MARK_DONE,
    POST,
    POST_KEYED,
    POST_KEYED_SWALLOWED,
    POST_KEYED_THREE_TIMES,
    POST_KEYED_THREE_TIMES_SWALLOWED,
    FREE_BUSY,
    DROP_BUSY,
    CANCEL_NEW,
    DOUBLE_SUM
}
