package killswitch.detection;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What one scope, or a part of a strategy's parents, has ordered in the open windows. It is told of orders as they arrived, and says of
 * each limit the moment that it is crossed; how its orders are cut into batches makes no difference. Reads no clock.
 */
final class Group {
    private final String key;
    private final Limits limits;
    private final Limits.Rules rules;

    /** By version. Those that no open window asks for any more are forgotten. */
    final List<Restore> restores = new ArrayList<>();

    /** By version. Nearly always one. */
    final List<Count> counts = new ArrayList<>();

    /** What parents asked for as their children said it last, for as long as children keep coming, no two a window apart. */
    final Map<String, Asked> asked = new HashMap<>();

    private long watermark;

    Group(String key, Limits limits, long watermark) {
        this.key = key;
        this.limits = limits;
        this.watermark = watermark;
        rules = limits.of(Kind.ofKey(key));
    }

    /** @param lastPane Of its latest child, Unix ms. */
    record Asked(BigDecimal shares, long lastPane) { }

    /** Takes note of an ACTIVE. One that is there already changes nothing. */
    void restored(Restore restore) {
        if (restores.stream().anyMatch(r -> r.version() == restore.version()))
            return;
        restores.add(restore);
        restores.sort(Comparator.comparingLong(Restore::version));
    }

    /** Counts orders, in the order of their arrival. */
    void add(List<Measured> orders, Consumer<Crossing> crossed) {
        for (var order : orders)
            add(order, crossed);
    }

    /** Forgets what no open window asks for. */
    void close() {
        counts.forEach(count -> count.close(watermark, limits));
        counts.removeIf(count -> count.panes.isEmpty());
        // From here on nothing is named by the version, and what an earlier count still holds the router has dropped.
        for (int i = counts.size() - 1; i >= 0; i--) {
            if (isOver(counts.get(i).from)) {
                counts.get(i).from = Restore.NONE;
                counts.subList(0, i).clear();
                break;
            }
        }
        restores.removeIf(this::isOver);
        asked.values().removeIf(a -> a.lastPane() + limits.windowMs() <= watermark);
    }

    boolean isEmpty() {
        return restores.isEmpty() && counts.isEmpty() && asked.isEmpty();
    }

    /** From which watermark on, Unix ms, nothing of it matters any more. */
    long neededUntil() {
        long until = Long.MIN_VALUE;
        for (var count : counts)
            for (var pane : count.panes)
                until = Math.max(until, pane.start + limits.windowMs());
        for (var restore : restores)
            until = Math.max(until, overAt(restore));
        for (var a : asked.values())
            until = Math.max(until, a.lastPane() + limits.windowMs());
        return until;
    }

    private void add(Measured arrived, Consumer<Crossing> crossed) {
        var order = isClosed(paneOf(arrived.ts())) ? arrived.at(watermark + limits.latenessMs()) : arrived;
        var start = paneOf(order.ts());
        var count = countOf(order.arrived());
        count.pane(start).add(order, askedBy(order, start));
        var earliest = start + limits.slideMs() - limits.windowMs();
        var all = count.window(earliest, start + limits.windowMs());
        for (var rule : Rule.values()) {
            if (rule.isOn(rules) && rule.couldCross(all, order, rules))
                judge(rule, count, start, earliest, order, crossed);
        }
        watermark = Math.max(watermark, order.ts() - limits.latenessMs());
    }

    private void judge(Rule rule, Count count, long latest, long earliest, Measured order, Consumer<Crossing> crossed) {
        for (var start = latest; start >= earliest && !isClosed(start); start -= limits.slideMs()) {
            var end = start + limits.windowMs();
            if (count.hasTold(rule, start))
                continue;
            var over = rule.check(count.window(start, end), order, rules);
            if (over == null)
                continue;
            count.tell(rule, start);
            var name = Kind.nameOfKey(key);
            crossed.accept(new Crossing(
                Kind.ofKey(key).scope(name), name, rule, count.from.version(), count.from.at(), count.from.named(start, limits), start, end,
                over, order));
        }
    }

    /** What an order is counted in follows from its arrival alone: the latest ACTIVE that came before it. */
    private Count countOf(long arrived) {
        var from = Restore.NONE;
        for (var restore : restores) {
            if (restore.at() < arrived)
                from = restore;
        }
        for (var count : counts) {
            if (count.from.equals(from))
                return count;
        }
        var count = new Count(from);
        counts.add(count);
        counts.sort(Comparator.comparingLong(c -> c.from.version()));
        return count;
    }

    private BigDecimal askedBy(Measured order, long pane) {
        if (order.parent() == null)
            return null;
        var before = asked.get(order.parent());
        // What nobody has forgotten yet may be too long ago all the same: when it is forgotten must not matter.
        var counts = before != null && pane < before.lastPane() + limits.windowMs();
        if (order.parentQty() == null && !counts)
            return null;
        var shares = order.parentQty() != null ? order.parentQty() : before.shares();
        asked.put(order.parent(), new Asked(shares, before == null ? pane : Math.max(pane, before.lastPane())));
        return shares;
    }

    private boolean isOver(Restore restore) {
        return restore != Restore.NONE && overAt(restore) <= watermark;
    }

    /** The last window that carries its version keeps those quiet that begin before it ends. */
    private long overAt(Restore restore) {
        return restore.at() == Long.MIN_VALUE ? Long.MIN_VALUE : restore.at() + limits.namedMs() + 2 * limits.windowMs();
    }

    private boolean isClosed(long windowStart) {
        return windowStart + limits.windowMs() <= watermark;
    }

    private long paneOf(long ts) {
        return ts - Math.floorMod(ts, limits.slideMs());
    }
}
