package killswitch.detection;

/**
 * A limit that was crossed: once for each group, rule, window and count, with the order that did it.
 *
 * @param epoch The version that its names carry; 0 for none.
 * @param countedFrom When the scope was restored that is counted from, Unix ms.
 * @param version Of that restore; 0 where there was none.
 */
record Crossing(
    String scope, String name, Rule rule, long version, long countedFrom, long epoch, long windowStart, long windowEnd, Rule.Over over,
    Measured at) { }
