package killswitch.detection;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** What a group ordered within one slide of event time. A window is the sum of its panes. */
final class Pane {
    /** Beyond it the smallest goes: the largest is what is looked for. */
    static final int MAX_SYMBOLS = 1_000;

    /** Unix ms, inclusive. */
    final long start;

    long orders;
    BigDecimal notional = NOTHING;
    final Map<String, BigDecimal> symbols = new HashMap<>();
    final Map<String, Children> parents = new HashMap<>();

    static final BigDecimal NOTHING = BigDecimal.valueOf(0, 8);

    Pane(long start) {
        this.start = start;
    }

    /** @param asked The shares its parent asked for; null where nobody has said. */
    void add(Measured order, BigDecimal asked) {
        orders++;
        notional = notional.add(order.notional());
        if (order.symbol() != null) {
            symbols.merge(order.symbol(), order.notional(), BigDecimal::add);
            if (symbols.size() > MAX_SYMBOLS)
                symbols.remove(symbols.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow().getKey());
        }
        if (order.parent() != null)
            parents.merge(order.parent(), new Children(1, order.qty(), asked == null ? Children.UNKNOWN : asked), Children::plus);
    }

    /** The children of one parent: how many, what they ask for together, and the smallest of what they say it asked for. */
    record Children(long count, BigDecimal shares, BigDecimal asked) {
        /** More than anybody can ask for. */
        static final BigDecimal UNKNOWN = BigDecimal.valueOf(Long.MAX_VALUE, 8);
        static final Children NONE = new Children(0, NOTHING, UNKNOWN);

        Children plus(Children other) {
            return new Children(count + other.count, shares.add(other.shares), asked.min(other.asked));
        }
    }
}
