package killswitch.detection;

/** A group as Spark's state store keeps it. What another version wrote is refused, never guessed at. */
final class GroupBytes {
    /** Raise it with every change of what is written here. */
    static final int VERSION = 2;

    private GroupBytes() { }

    static byte[] write(Group group, Limits limits) {
        var to = new Bytes.Writer(256);
        to.whole(VERSION);
        to.whole(group.restores.size());
        for (var restore : group.restores)
            write(restore, to);
        to.whole(group.counts.size());
        for (var count : group.counts)
            write(count, limits, to);
        to.whole(group.asked.size());
        group.asked.forEach((parent, asked) -> {
            to.text(parent);
            to.decimal(asked.shares());
            to.whole(asked.lastPane() / limits.slideMs());
        });
        return to.toArray();
    }

    /** @throws IllegalStateException Another version wrote it. */
    static Group read(String key, byte[] bytes, Limits limits, long watermark) {
        var from = new Bytes.Reader(bytes);
        var version = from.whole();
        if (version != VERSION)
            throw new IllegalStateException("The checkpoint holds groups of version " + version + ", and this detection reads version "
                + VERSION + ". Start it with a checkpoint of its own (--set checkpoints=…), from where the other stopped "
                + "(--set starting_offsets=…).");
        var group = new Group(key, limits, watermark);
        for (var left = from.whole(); left > 0; left--)
            group.restores.add(restore(from));
        for (var left = from.whole(); left > 0; left--)
            group.counts.add(count(from, limits));
        for (var left = from.whole(); left > 0; left--)
            group.asked.put(from.text(), new Group.Asked(from.decimal(), from.whole() * limits.slideMs()));
        return group;
    }

    private static void write(Restore restore, Bytes.Writer to) {
        to.whole(restore.version());
        to.whole(restore.at());
    }

    private static Restore restore(Bytes.Reader from) {
        var restore = new Restore(from.whole(), from.whole());
        return restore.equals(Restore.NONE) ? Restore.NONE : restore;
    }

    private static void write(Count count, Limits limits, Bytes.Writer to) {
        write(count.from, to);
        to.whole(count.panes.size());
        for (var pane : count.panes)
            write(pane, limits, to);
        to.whole(count.told.size());
        count.told.forEach((start, rules) -> {
            to.whole(start / limits.slideMs());
            to.whole(rules);
        });
    }

    private static Count count(Bytes.Reader from, Limits limits) {
        var count = new Count(restore(from));
        for (var left = from.whole(); left > 0; left--)
            count.panes.add(pane(from, limits));
        for (var left = from.whole(); left > 0; left--)
            count.told.put(from.whole() * limits.slideMs(), (int) from.whole());
        return count;
    }

    private static void write(Pane pane, Limits limits, Bytes.Writer to) {
        to.whole(pane.start / limits.slideMs());
        to.whole(pane.orders);
        to.decimal(pane.notional);
        to.whole(pane.symbols.size());
        pane.symbols.forEach((symbol, notional) -> {
            to.text(symbol);
            to.decimal(notional);
        });
        to.whole(pane.parents.size());
        pane.parents.forEach((parent, children) -> {
            to.text(parent);
            to.whole(children.count());
            to.decimal(children.shares());
            to.decimal(children.asked());
        });
    }

    private static Pane pane(Bytes.Reader from, Limits limits) {
        var pane = new Pane(from.whole() * limits.slideMs());
        pane.orders = from.whole();
        pane.notional = from.decimal();
        for (var left = from.whole(); left > 0; left--)
            pane.symbols.put(from.text(), from.decimal());
        for (var left = from.whole(); left > 0; left--)
            pane.parents.put(from.text(), new Pane.Children(from.whole(), from.decimal(), from.decimal()));
        return pane;
    }
}
