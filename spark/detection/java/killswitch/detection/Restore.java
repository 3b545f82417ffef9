package killswitch.detection;

/**
 * A scope's ACTIVE: orders that arrived after it are counted afresh.
 *
 * @param version Of the state; 0 for the beginning of all.
 * @param at The time of the state's record, Unix ms.
 */
record Restore(long version, long at) {
    /** What is counted from, as long as nobody has restored the scope. */
    static final Restore NONE = new Restore(0, Long.MIN_VALUE);

    /**
     * The version that names of breaches in the window carry, 0 for none: only of a window that may have been commanded before the
     * restore, or else a scope's last restore would have to be remembered for ever.
     */
    long named(long windowStart, Limits limits) {
        return at != Long.MIN_VALUE && at + limits.namedMs() > windowStart ? version : 0;
    }
}
