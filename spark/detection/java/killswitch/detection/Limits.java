package killswitch.detection;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Serializable;
import java.math.BigDecimal;

/** What the detector looks for: detection.json, which is checked where it is read first. All times are milliseconds. */
record Limits(long windowMs, long slideMs, long latenessMs, long clockAheadMs, Rules account, Rules symbol, Rules strategy)
    implements Serializable {

    private static final ObjectMapper JSON = JsonMapper.builder()
        .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
        .build();

    static Limits of(String json) {
        try {
            var root = JSON.readTree(json);
            var window = seconds(root, "window_seconds", 10);
            var slide = seconds(root, "slide_seconds", 1);
            if (window % slide != 0)
                throw new IllegalArgumentException("The detection settings have a slide_seconds that does not divide window_seconds.");
            return new Limits(
                1000 * window,
                1000 * slide,
                1000 * seconds(root, "lateness_seconds", 0),
                1000 * seconds(root, "clock_ahead_seconds", 0),
                Rules.of(root.get("account")),
                Rules.of(root.get("symbol")),
                Rules.of(root.get("strategy")));
        } catch (IOException | NullPointerException e) {
            throw new IllegalArgumentException("The detection settings are not readable: " + e.getMessage(), e);
        }
    }

    /** The whole file is checked where people name it (DetectionSettings); this keeps out what would measure nothing. */
    private static long seconds(JsonNode root, String name, long min) {
        var value = root.get(name);
        if (value == null || !value.isIntegralNumber() || value.asLong() < min || value.asLong() > 3600)
            throw new IllegalArgumentException("The detection settings have " + name + " " + value + ": write a whole number from " + min
                + " to 3600.");
        return value.asLong();
    }

    Rules of(Kind kind) {
        return switch (kind) {
            case ACCOUNT -> account;
            case SYMBOL -> symbol;
            case STRATEGY -> strategy.withoutChildren();
            case PARENTS -> strategy.childrenOnly();
        };
    }

    /**
     * How long after a restore a window may begin and still carry its version in the names of its breaches: long enough that no window
     * which began later can have been commanded before the restore.
     */
    long namedMs() {
        return windowMs + clockAheadMs;
    }

    /** The rules of one kind of scope; null is turned off, or none of this kind. */
    record Rules(OrderRate orderRate, Notional notional, SymbolConcentration symbolConcentration, ChildOverParent childOverParent)
        implements Serializable {

        static Rules of(JsonNode kind) {
            return new Rules(
                is(kind, "order_rate") ? new OrderRate(kind.get("order_rate").get("max_orders").asLong()) : null,
                is(kind, "notional") ? new Notional(kind.get("notional").get("max_usd").decimalValue()) : null,
                is(kind, "symbol_concentration") ? SymbolConcentration.of(kind.get("symbol_concentration")) : null,
                is(kind, "child_over_parent") ? ChildOverParent.of(kind.get("child_over_parent")) : null);
        }

        boolean any() {
            return orderRate != null || notional != null || symbolConcentration != null || childOverParent != null;
        }

        Rules withoutChildren() {
            return new Rules(orderRate, notional, symbolConcentration, null);
        }

        Rules childrenOnly() {
            return new Rules(null, null, null, childOverParent);
        }

        private static boolean is(JsonNode kind, String rule) {
            return kind.has(rule) && kind.get(rule).get("enabled").asBoolean();
        }
    }

    record OrderRate(long maxOrders) implements Serializable { }

    /** @param maxUsd US dollars. */
    record Notional(BigDecimal maxUsd) implements Serializable { }

    /** @param maxShare Of the notional, 0 to 1. */
    record SymbolConcentration(BigDecimal maxShare, long minOrders, BigDecimal minUsd) implements Serializable {
        static SymbolConcentration of(JsonNode rule) {
            return new SymbolConcentration(
                rule.get("max_share").decimalValue(), rule.get("min_orders").asLong(), rule.get("min_usd").decimalValue());
        }
    }

    /** @param tolerance How many times what a parent asked for its children may ask for. */
    record ChildOverParent(BigDecimal tolerance, long minChildren) implements Serializable {
        static ChildOverParent of(JsonNode rule) {
            return new ChildOverParent(rule.get("tolerance").decimalValue(), rule.get("min_children").asLong());
        }
    }
}
