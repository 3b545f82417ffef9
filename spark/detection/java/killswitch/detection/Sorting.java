package killswitch.detection;

import java.util.HashMap;
import java.util.Map;

/** Puts records into the groups that they belong to: what a part of a micro-batch holds for a group is one row. */
final class Sorting {
    private static final byte[] NO_TRACE = {};

    private final Limits limits;
    private final ReferencePrices prices;
    private final boolean accounts;
    private final boolean symbols;
    private final boolean strategies;
    private final boolean parents;

    /** @param prices What orders are worth that do not say it in dollars themselves. */
    Sorting(Limits limits, ReferencePrices prices) {
        this.limits = limits;
        this.prices = prices;
        accounts = limits.of(Kind.ACCOUNT).any();
        symbols = limits.of(Kind.SYMBOL).any();
        strategies = limits.of(Kind.STRATEGY).any();
        parents = limits.of(Kind.PARENTS).any();
    }

    /** A group's orders, or restores, one behind the other. */
    static final class Batch {
        final Bytes.Writer bytes = new Bytes.Writer(128);

        /** The latest time that an order of it is measured at, Unix ms. */
        long latest = Long.MIN_VALUE;
    }

    final class Batches {
        private final Map<String, Batch> batches = new HashMap<>();

        Map<String, Batch> all() {
            return batches;
        }

        /** @param arrived The record's time, Unix ms. */
        void add(Order order, long arrived, int partition, long offset, byte[] trace) {
            if (order.isCancel())
                return;
            var ts = order.ts() >= arrived - limits.latenessMs() && order.ts() <= arrived + limits.clockAheadMs() ? order.ts() : arrived;
            var notional = prices.notionalOf(order);
            var known = trace == null ? NO_TRACE : trace;
            if (accounts)
                put(Kind.ACCOUNT.key(order.accountId()), new Measured(arrived, partition, offset, ts, order.orderId(), notional,
                    limits.account().symbolConcentration() == null ? null : order.symbol(), Pane.NOTHING, null, null, known));
            // Symbol and strategy ask the same of it.
            var plain = new Measured(arrived, partition, offset, ts, order.orderId(), notional, null, Pane.NOTHING, null, null, known);
            if (symbols)
                put(Kind.SYMBOL.key(order.symbol()), plain);
            if (strategies)
                put(Kind.STRATEGY.key(order.strategy()), plain);
            if (parents && order.parentId() != null)
                put(Kind.parentsKey(order.strategy(), Kind.partOf(order.parentId())), new Measured(arrived, partition, offset, ts,
                    order.orderId(), Pane.NOTHING, null, order.qty(), order.parentId(), order.parentQty(), known));
        }

        /** @param scope As states name it: {@code ACCOUNT:12345}. GLOBAL has no group. */
        void add(String scope, Restore restore) {
            for (var kind : Kind.values()) {
                var prefix = kind.scope("");
                if (!scope.startsWith(prefix))
                    continue;
                var name = scope.substring(prefix.length());
                if (kind == Kind.PARENTS)
                    for (int part = 0; part < Kind.PARTS; part++)
                        put(Kind.parentsKey(name, part), restore);
                else
                    put(kind.key(name), restore);
            }
        }

        private void put(String key, Measured order) {
            var batch = batches.computeIfAbsent(key, k -> new Batch());
            order.write(batch.bytes);
            batch.latest = Math.max(batch.latest, order.ts());
        }

        private void put(String key, Restore restore) {
            var batch = batches.computeIfAbsent(key, k -> new Batch());
            batch.bytes.whole(restore.version());
            batch.bytes.whole(restore.at());
        }
    }
}
