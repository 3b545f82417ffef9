package killswitch.detection;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The detection without Spark: what its operator does to each group, micro-batch by micro-batch, state written and read each time.
 * Standard input holds a play, a line each: {@code limits JSON}, {@code order ARRIVED PARTITION OFFSET JSON}, {@code restore SCOPE
 * VERSION AT}, {@code price SYMBOL [JSON]}, {@code cut}, {@code another}, as if another version had kept all of it, and {@code end},
 * after which the next may begin. Prints what would be written, {@code broken} and why where it breaks, and {@code end}.
 */
final class GroupPlay {
    private final Limits limits;
    private final KillPolicy policy;
    private final Map<String, byte[]> states = new TreeMap<>();
    private final ReferencePrices prices = new ReferencePrices();
    private Sorting.Batches orders;
    private Sorting.Batches restores;
    private long latest = Long.MIN_VALUE;

    private GroupPlay(Limits limits) {
        this.limits = limits;
        policy = new KillPolicy(limits);
        begin();
    }

    public static void main(String[] args) throws Exception {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        GroupPlay play = null;
        for (String line; (line = in.readLine()) != null; ) {
            var word = line.split(" ", 2);
            switch (word[0]) {
                case "limits" -> play = new GroupPlay(Limits.of(word[1]));
                case "order" -> play.order(word[1].split(" ", 4));
                case "price" -> play.price(word[1].split(" ", 2));
                case "restore" -> play.restore(word[1].split(" "));
                case "cut" -> play.cutOrSayWhyNot();
                case "another" -> play.states.values().forEach(bytes -> bytes[0]++);
                case "end" -> {
                    play.cutOrSayWhyNot();
                    System.out.println("end " + play.states.size());
                }
                default -> throw new IllegalArgumentException(line);
            }
        }
    }

    private void begin() {
        orders = new Sorting(limits, prices).new Batches();
        restores = new Sorting(limits, ReferencePrices.NONE).new Batches();
    }

    private void order(String[] of) {
        try {
            orders.add(OrderReader.read(of[3].getBytes(StandardCharsets.UTF_8)), Long.parseLong(of[0]), Integer.parseInt(of[1]),
                Long.parseLong(of[2]), null);
        } catch (NoOrderException e) {
            System.out.println("refused " + e.refusal.code);
        }
    }

    /** Without a value it is taken back. */
    private void price(String[] of) {
        prices.apply(of[0].getBytes(StandardCharsets.UTF_8), of.length < 2 ? null : of[1].getBytes(StandardCharsets.UTF_8));
    }

    private void restore(String[] of) {
        restores.add(of[0], new Restore(Long.parseLong(of[1]), Long.parseLong(of[2])));
    }

    private void cutOrSayWhyNot() {
        try {
            cut();
        } catch (IllegalStateException e) {
            System.out.println("broken " + e.getMessage());
            begin();
        }
    }

    private void cut() {
        var watermark = latest == Long.MIN_VALUE ? latest : latest - limits.latenessMs();
        List<Crossing> crossings = new ArrayList<>();
        var keys = new java.util.TreeSet<>(orders.all().keySet());
        keys.addAll(restores.all().keySet());
        for (var key : keys) {
            var group = states.containsKey(key)
                ? GroupBytes.read(key, states.get(key), limits, watermark)
                : new Group(key, limits, watermark);
            if (restores.all().containsKey(key)) {
                var bytes = new Bytes.Reader(restores.all().get(key).bytes.toArray());
                while (!bytes.atEnd())
                    group.restored(new Restore(bytes.whole(), bytes.whole()));
            }
            List<Measured> measured = new ArrayList<>();
            if (orders.all().containsKey(key)) {
                var bytes = new Bytes.Reader(orders.all().get(key).bytes.toArray());
                while (!bytes.atEnd())
                    measured.add(Measured.read(bytes));
                latest = Math.max(latest, orders.all().get(key).latest);
            }
            measured.sort(Measured.BY_ARRIVAL);
            group.add(measured, crossings::add);
            group.close();
            if (group.isEmpty())
                states.remove(key);
            else
                states.put(key, GroupBytes.write(group, limits));
        }
        // As Spark does with those whose time is over.
        states.entrySet().removeIf(e -> GroupBytes.read(e.getKey(), e.getValue(), limits, watermark).neededUntil() <= watermark);
        for (var out : policy.decide(crossings))
            System.out.println(out.topic() + " " + out.value());
        begin();
    }
}
