package killswitch.detection;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Map;

/** The rules, in the order in which the breaches of one order are told. Each judges a window that the order has just been added to. */
enum Rule {
    ORDER_RATE("order_rate") {
        @Override
        boolean isOn(Limits.Rules rules) {
            return rules.orderRate() != null;
        }

        @Override
        boolean couldCross(Window all, Measured order, Limits.Rules rules) {
            return all.orders() > rules.orderRate().maxOrders();
        }

        @Override
        Over check(Window window, Measured order, Limits.Rules rules) {
            var orders = window.orders();
            var allowed = rules.orderRate().maxOrders();
            return orders <= allowed ? null
                : new Over(BigDecimal.valueOf(orders), BigDecimal.valueOf(allowed),
                    whole(orders) + " orders, " + whole(allowed) + " allowed");
        }
    },

    /** Buys and sells added up, never netted. */
    NOTIONAL("notional") {
        @Override
        boolean isOn(Limits.Rules rules) {
            return rules.notional() != null;
        }

        @Override
        boolean couldCross(Window all, Measured order, Limits.Rules rules) {
            return all.notional().compareTo(rules.notional().maxUsd()) > 0;
        }

        @Override
        Over check(Window window, Measured order, Limits.Rules rules) {
            var notional = window.notional();
            var allowed = rules.notional().maxUsd();
            return notional.compareTo(allowed) <= 0 ? null
                : new Over(notional, allowed, "$" + decimal(notional, 2) + " of orders, $" + whole(allowed) + " allowed");
        }
    },

    /** A share falls as well as rises: a window that is over the limit for one moment has crossed it. */
    SYMBOL_CONCENTRATION("symbol_concentration") {
        @Override
        boolean isOn(Limits.Rules rules) {
            return rules.symbolConcentration() != null;
        }

        @Override
        boolean couldCross(Window all, Measured order, Limits.Rules rules) {
            var rule = rules.symbolConcentration();
            return all.orders() >= rule.minOrders() && all.notional().compareTo(rule.minUsd()) >= 0;
        }

        @Override
        Over check(Window window, Measured order, Limits.Rules rules) {
            var rule = rules.symbolConcentration();
            var orders = window.orders();
            var total = window.notional();
            if (orders < rule.minOrders() || total.compareTo(rule.minUsd()) < 0)
                return null;
            // Only the symbol just ordered can have risen. All of them are looked at when the sample becomes large enough.
            var first = orders == rule.minOrders() || total.subtract(order.notional()).compareTo(rule.minUsd()) < 0;
            var top = first ? window.topSymbol() : Map.entry(order.symbol(), window.notionalOf(order.symbol()));
            if (top.getValue().compareTo(rule.maxShare().multiply(total)) <= 0)
                return null;
            // Rounded to what people read, but never onto the limit: a crossed limit must show as crossed.
            var share = top.getValue().divide(total, 4, RoundingMode.CEILING);
            return new Over(share, rule.maxShare(), percent(share) + " of the notional of " + whole(orders) + " orders in " + top.getKey() + ", "
                + percent(rule.maxShare()) + " allowed");
        }
    },

    /** Orders out against orders in: what the children of one parent ask for, against what it asked for. */
    CHILD_OVER_PARENT("child_over_parent") {
        @Override
        boolean isOn(Limits.Rules rules) {
            return rules.childOverParent() != null;
        }

        @Override
        boolean couldCross(Window all, Measured order, Limits.Rules rules) {
            return order.parent() != null;
        }

        @Override
        Over check(Window window, Measured order, Limits.Rules rules) {
            var rule = rules.childOverParent();
            var children = window.childrenOf(order.parent());
            if (children.asked().compareTo(Pane.Children.UNKNOWN) == 0 || children.count() < rule.minChildren())
                return null;
            var allowed = rule.tolerance().multiply(children.asked());
            var shares = children.shares();
            return shares.compareTo(allowed) <= 0 ? null
                : new Over(shares, allowed, whole(children.count()) + " children for " + shares(shares) + " shares of parent "
                    + order.parent() + ", which asked for " + shares(children.asked()) + " (" + shares(allowed) + " allowed)");
        }
    };

    /** As signals and commands name it. */
    final String metric;

    Rule(String metric) {
        this.metric = metric;
    }

    abstract boolean isOn(Limits.Rules rules);

    /**
     * Whether any window within {@code all}, every pane that shares a window with the order, could be over the limit. Nearly always none
     * could, and no window need be looked at.
     */
    abstract boolean couldCross(Window all, Measured order, Limits.Rules rules);

    /** What is over the limit; null if nothing is. */
    abstract Over check(Window window, Measured order, Limits.Rules rules);

    /** @param said What was measured and what is allowed, for people. */
    record Over(BigDecimal value, BigDecimal threshold, String said) { }

    private static String whole(long value) {
        return whole(BigDecimal.valueOf(value));
    }

    private static String whole(BigDecimal value) {
        return decimal(value, 0);
    }

    /** Fractions as far as there are any. */
    private static String shares(BigDecimal value) {
        return format(value, "#,##0.########");
    }

    private static String percent(BigDecimal share) {
        return decimal(share.movePointRight(2), 1) + " %";
    }

    private static String decimal(BigDecimal value, int decimals) {
        return format(value, decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(decimals));
    }

    private static String format(BigDecimal value, String pattern) {
        var format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(value);
    }
}
