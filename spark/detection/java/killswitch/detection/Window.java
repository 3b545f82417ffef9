package killswitch.detection;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The orders of one count in one window, summed from its panes when asked. */
record Window(List<Pane> panes) {
    long orders() {
        long orders = 0;
        for (var pane : panes)
            orders += pane.orders;
        return orders;
    }

    BigDecimal notional() {
        var notional = Pane.NOTHING;
        for (var pane : panes)
            notional = notional.add(pane.notional);
        return notional;
    }

    BigDecimal notionalOf(String symbol) {
        var notional = Pane.NOTHING;
        for (var pane : panes)
            notional = notional.add(pane.symbols.getOrDefault(symbol, Pane.NOTHING));
        return notional;
    }

    /** The symbol with the largest notional; of equals the first, so that every run names the same. */
    Map.Entry<String, BigDecimal> topSymbol() {
        var totals = new HashMap<String, BigDecimal>();
        for (var pane : panes)
            pane.symbols.forEach((symbol, notional) -> totals.merge(symbol, notional, BigDecimal::add));
        return totals.entrySet().stream()
            .max(Map.Entry.<String, BigDecimal>comparingByValue().thenComparing(Map.Entry.<String, BigDecimal>comparingByKey().reversed()))
            .orElseThrow();
    }

    Pane.Children childrenOf(String parent) {
        var children = Pane.Children.NONE;
        for (var pane : panes)
            children = children.plus(pane.parents.getOrDefault(parent, Pane.Children.NONE));
        return children;
    }
}
