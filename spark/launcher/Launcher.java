import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQueryListener;
import org.apache.spark.sql.streaming.Trigger;

/**
 * Runs pipeline.json on a bare Spark, where the C# driver cannot be built: {@code java -cp "$SPARK_HOME/jars/*" Launcher.java}.
 * It interprets the same files as the driver, and knows nothing of the detection.
 */
public final class Launcher {
    private static final ObjectMapper JSON = new ObjectMapper()
        .configure(JsonParser.Feature.ALLOW_COMMENTS, true)
        .configure(JsonParser.Feature.ALLOW_TRAILING_COMMA, true);
    private static final Pattern NAME = Pattern.compile("\\$\\{([^}]*)}");

    private final Path directory;
    private final JsonNode pipeline;
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, String> kafka = new HashMap<>();
    private final boolean progress;
    private SparkSession spark;

    public static void main(String[] args) throws Exception {
        Path directory = null;
        Path detection = null;
        boolean endWithInput = false;
        boolean progress = false;
        var parameters = new HashMap<String, String>();
        var kafka = new HashMap<String, String>();
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--pipeline" -> directory = Path.of(args[++i]);
                case "--detection" -> detection = Path.of(args[++i]);
                case "--set" -> put(parameters, args[++i]);
                case "--kafka" -> put(kafka, args[++i]);
                case "--end-with-input" -> endWithInput = true;
                case "--progress" -> progress = true;
                default -> throw new IllegalArgumentException("'" + args[i] + "' is not an option. There are --pipeline DIRECTORY, --detection FILE, --set NAME=VALUE, --kafka NAME=VALUE, --end-with-input, --progress.");
            }
        }
        if (directory == null || detection == null)
            throw new IllegalArgumentException("Name the pipeline's directory and the detection settings: --pipeline DIRECTORY --detection FILE.");
        if (endWithInput)
            endWithInput();
        new Launcher(directory, detection, parameters, kafka, progress).run();
    }

    private Launcher(Path directory, Path detection, Map<String, String> parameters, Map<String, String> kafka, boolean progress) throws Exception {
        this.directory = directory;
        this.progress = progress;
        pipeline = JSON.readTree(Files.readString(directory.resolve("pipeline.json")));
        pipeline.get("defaults").fields().forEachRemaining(e -> values.put(e.getKey(), e.getValue().asText()));
        flatten("", JSON.readTree(Files.readString(detection)));
        values.putAll(parameters);
        var missing = new TreeSet<String>();
        pipeline.get("parameters").forEach(name -> missing.add(name.asText()));
        missing.removeAll(values.keySet());
        if (!missing.isEmpty())
            throw new IllegalArgumentException("No value for " + missing + ". Give each as --set NAME=VALUE.");
        this.kafka.putAll(texts(pipeline.get("kafka")));
        this.kafka.putAll(kafka);
    }

    private void run() throws Exception {
        var builder = SparkSession.builder().appName("killswitch-detection");
        texts(pipeline.get("spark")).forEach(builder::config);
        spark = builder.getOrCreate();
        if (progress)
            spark.streams().addListener(new Progress());
        for (JsonNode source : pipeline.get("sources"))
            source(source).createOrReplaceTempView(source.get("view").asText());
        for (JsonNode view : pipeline.get("views"))
            view(spark, view);
        for (JsonNode query : pipeline.get("queries"))
            start(query);
        System.out.println("killswitch: detection is running");
        spark.streams().awaitAnyTermination();
    }

    private Dataset<Row> source(JsonNode source) {
        var format = source.get("format").asText();
        var options = options(format, source.get("options"));
        return source.get("streaming").asBoolean()
            ? spark.readStream().format(format).options(options).load()
            : spark.read().format(format).options(options).load();
    }

    private void view(SparkSession session, JsonNode view) throws Exception {
        var rows = session.sql(sql(view));
        if (view.has("watermark"))
            rows = rows.withWatermark(view.get("watermark").get("column").asText(), text(view.get("watermark").get("delay").asText()));
        rows.createOrReplaceTempView(view.get("name").asText());
    }

    private void start(JsonNode query) throws Exception {
        var name = query.get("name").asText();
        spark.table(query.get("from").asText())
            .writeStream()
            .queryName(name)
            .outputMode(query.get("outputMode").asText())
            .trigger(Trigger.ProcessingTime(text(query.get("trigger").asText())))
            .option("checkpointLocation", text(query.get("checkpoint").asText()))
            .foreachBatch((Dataset<Row> batch, Long id) -> write(query, name, batch, id))
            .start();
    }

    private void write(JsonNode query, String name, Dataset<Row> batch, long id) {
        // Counted whole, not only until the first row: every partition of the state has to be stored.
        var rows = batch.persist();
        try {
            var count = rows.count();
            if (count == 0)
                return;
            rows.createOrReplaceGlobalTempView(query.get("into").asText());
            for (JsonNode view : query.get("views"))
                view(spark, view);
            for (JsonNode write : query.get("writes")) {
                var format = write.get("format").asText();
                spark.sql(sql(write)).write().format(format).options(options(format, write.get("options"))).mode("append").save();
            }
            System.out.println("killswitch: " + name + " " + id + ": " + count);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            rows.unpersist();
        }
    }

    private Map<String, String> options(String format, JsonNode given) {
        var options = new HashMap<String, String>();
        if (format.equals("kafka"))
            options.putAll(kafka);
        options.putAll(texts(given));
        return options;
    }

    private Map<String, String> texts(JsonNode object) {
        var texts = new HashMap<String, String>();
        object.fields().forEachRemaining(e -> texts.put(e.getKey(), text(e.getValue().asText())));
        return texts;
    }

    private String sql(JsonNode node) throws Exception {
        return text(Files.readString(directory.resolve("sql").resolve(node.get("sql").asText())));
    }

    private String text(String template) {
        return NAME.matcher(template).replaceAll(match -> {
            var value = values.get(match.group(1));
            if (value == null)
                throw new IllegalArgumentException("No value for ${" + match.group(1) + "}.");
            return Matcher.quoteReplacement(value);
        });
    }

    private void flatten(String prefix, JsonNode node) {
        if (node.isObject())
            node.fields().forEachRemaining(e -> flatten(prefix.isEmpty() ? e.getKey() : prefix + "." + e.getKey(), e.getValue()));
        else
            values.put(prefix, node.asText());
    }

    private static void put(Map<String, String> into, String assignment) {
        var at = assignment.indexOf('=');
        if (at < 1)
            throw new IllegalArgumentException("'" + assignment + "' is not NAME=VALUE.");
        into.put(assignment.substring(0, at), assignment.substring(at + 1));
    }

    /** Says of each micro-batch with orders up to where it has read; by then what it wrote is written. */
    private static final class Progress extends StreamingQueryListener {
        @Override
        public void onQueryStarted(QueryStartedEvent event) { }

        @Override
        public void onQueryProgress(QueryProgressEvent event) {
            for (var source : event.progress().sources()) {
                if (source.endOffset() != null && !source.endOffset().equals("null"))
                    System.out.println("killswitch: " + event.progress().name() + " has read " + source.endOffset());
            }
        }

        @Override
        public void onQueryTerminated(QueryTerminatedEvent event) { }
    }

    /** Whoever started this holds its input open: when that closes, so that nothing is left behind, it ends. */
    private static void endWithInput() {
        var thread = new Thread(() -> {
            try {
                while (System.in.read() >= 0) { }
            } catch (java.io.IOException e) {
                // As closed as it can be.
            }
            Runtime.getRuntime().halt(0);
        }, "end-with-input");
        thread.setDaemon(true);
        thread.start();
    }
}
