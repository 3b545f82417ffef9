import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.Trigger;

/**
 * Runs pipeline.json on a bare Spark, where the C# driver cannot be built.
 * It interprets the same files as the driver, and knows nothing of the detection.
 */
public final class Launcher {
    private static final ObjectMapper JSON = JsonMapper.builder()
        .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
        .build();
    private static final Pattern NAME = Pattern.compile("\\$\\{([^}]*)}");

    private final Path directory;
    private final JsonNode pipeline;
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, String> kafka = new HashMap<>();
    private final String settings;
    private SparkSession spark;

    public static void main(String[] args) throws Exception {
        try {
            start(args);
        } catch (Exception e) {
            // Whoever told it to end knows why.
            if (isStopping())
                return;
            // Else the other queries would complain that Spark is gone, and what matters would not stand last.
            try {
                stop();
            } finally {
                // Where more is to be known of these, Spark has logged it.
                if (!(e instanceof IllegalArgumentException || e instanceof IllegalStateException))
                    e.printStackTrace();
                System.err.println("✗ " + why(e));
            }
            System.exit(1);
        }
    }

    private static String why(Throwable e) {
        var cause = e;
        while (cause.getCause() != null)
            cause = cause.getCause();
        var message = e.getMessage() == null ? e.toString() : e.getMessage();
        return cause == e || cause.getMessage() == null || message.contains(cause.getMessage())
            ? message
            : message + ": " + cause.getMessage();
    }

    private static boolean isStopping() {
        try {
            var hook = new Thread();
            Runtime.getRuntime().addShutdownHook(hook);
            Runtime.getRuntime().removeShutdownHook(hook);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private static void stop() throws TimeoutException {
        if (SparkSession.getDefaultSession().isEmpty())
            return;
        var spark = SparkSession.getDefaultSession().get();
        for (var query : spark.streams().active())
            query.stop();
        spark.stop();
    }

    private static void start(String[] args) throws Exception {
        Path directory = null;
        Path detection = null;
        boolean endWithInput = false;
        String specification = null;
        var parameters = new HashMap<String, String>();
        var kafka = new HashMap<String, String>();
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith("--") && i + 1 == args.length && !args[i].equals("--end-with-input"))
                throw new IllegalArgumentException(args[i] + " needs a value.");
            switch (args[i]) {
                case "--pipeline" -> directory = Path.of(args[++i]);
                case "--detection" -> detection = Path.of(args[++i]);
                case "--set" -> put(parameters, args[++i]);
                case "--kafka" -> put(kafka, args[++i]);
                case "--end-with-input" -> endWithInput = true;
                case "--specification" -> specification = args[++i];
                default -> throw new IllegalArgumentException("'" + args[i] + "' is not an option. There are --pipeline DIRECTORY, --detection FILE, "
                    + "--set NAME=VALUE, --kafka NAME=VALUE, --end-with-input, --specification FILE.");
            }
        }
        if (directory == null || detection == null)
            throw new IllegalArgumentException(
                "Name the pipeline's directory and the detection settings: --pipeline DIRECTORY --detection FILE.");
        if (endWithInput)
            endWithInput();
        var launcher = new Launcher(directory, detection, parameters, kafka);
        if (specification != null)
            launcher.specify(specification);
        else
            launcher.run();
    }

    private Launcher(Path directory, Path detection, Map<String, String> parameters, Map<String, String> kafka) throws Exception {
        this.directory = directory;
        pipeline = JSON.readTree(read(directory.resolve("pipeline.json")));
        pipeline.get("defaults").fields().forEachRemaining(e -> values.put(e.getKey(), e.getValue().asText()));
        settings = read(detection);
        try {
            flatten("", JSON.readTree(settings));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The detection settings " + detection + " are not readable: " + e.getOriginalMessage());
        }
        var known = new TreeSet<String>();
        pipeline.get("parameters").forEach(name -> known.add(name.asText()));
        pipeline.get("defaults").fieldNames().forEachRemaining(known::add);
        for (var name : parameters.keySet()) {
            if (!known.contains(name))
                throw new IllegalArgumentException("There is no parameter '" + name + "'. There are " + String.join(", ", known) + ".");
        }
        values.putAll(parameters);
        for (JsonNode name : pipeline.get("counts")) {
            if (!values.get(name.asText()).matches("[1-9][0-9]{0,8}"))
                throw new IllegalArgumentException(
                    "'" + values.get(name.asText()) + "' is no value for " + name.asText() + ": write a whole number from 1 on.");
        }
        var missing = new TreeSet<String>();
        pipeline.get("parameters").forEach(name -> missing.add(name.asText()));
        missing.removeAll(values.keySet());
        if (!missing.isEmpty())
            throw new IllegalArgumentException("No value for " + missing + ". Give each as --set NAME=VALUE.");
        this.kafka.putAll(texts(pipeline.get("kafka")));
        this.kafka.putAll(kafka);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read. Name a file that is there.", e);
        }
    }

    private void open() {
        var builder = SparkSession.builder().appName("killswitch-detection");
        texts(pipeline.get("spark")).forEach(builder::config);
        spark = builder.getOrCreate();
    }

    /** What the specification finds in all that the topics hold now, a line each. */
    private void specify(String file) throws Exception {
        open();
        for (JsonNode source : pipeline.get("sources")) {
            var format = source.get("format").asText();
            var options = options(format, JSON.createObjectNode().set("subscribe", source.get("options").get("subscribe")));
            options.put("includeHeaders", "true");
            options.put("kafka.isolation.level", "read_committed");
            spark.read().format(format).options(options).load().createOrReplaceTempView(source.get("view").asText());
        }
        var specification = pipeline.get("specification");
        for (JsonNode view : specification.get("views")) {
            var sql = directory.resolve(specification.get("directory").asText()).resolve(view.asText() + ".sql");
            spark.sql(text(Files.readString(sql))).createOrReplaceTempView(view.asText());
        }
        Files.write(Path.of(file), spark.table("crossings").toJSON().collectAsList());
    }

    private void run() throws Exception {
        open();
        for (JsonNode source : pipeline.get("sources"))
            source(source).createOrReplaceTempView(source.get("view").asText());
        for (JsonNode view : pipeline.get("views"))
            view(view);
        var watch = pipeline.get("watch");
        call(watch.get("java").asText(), "begin", JSON.writeValueAsString(kafka), text(watch.get("says").asText()));
        call(pipeline.get("rehearsal").asText(), "play", settings, JSON.writeValueAsString(kafka));
        for (JsonNode query : pipeline.get("queries"))
            start(query);
        call(watch.get("java").asText(), "untilAllHaveRead");
        System.out.println("killswitch: detection is running");
        call(watch.get("java").asText(), "untilOneEnds");
    }

    private Dataset<Row> source(JsonNode source) {
        var format = source.get("format").asText();
        var options = options(format, source.get("options"));
        return source.get("streaming").asBoolean()
            ? spark.readStream().format(format).options(options).load()
            : spark.read().format(format).options(options).load();
    }

    private void view(JsonNode view) throws Exception {
        var name = view.get("name").asText();
        if (view.has("java"))
            call(view.get("java").asText(), "register", name, view.get("of").asText(), settings, JSON.writeValueAsString(kafka));
        else
            spark.sql(sql(view)).createOrReplaceTempView(name);
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
        var into = query.get("into").asText();
        try {
            batch.createOrReplaceGlobalTempView(into);
            var decide = query.get("decide");
            var count = (int) call(
                decide.get("java").asText(), "decide", "global_temp." + into, decide.get("into").asText(), settings, JSON.writeValueAsString(kafka));
            if (count == 0)
                return;
            for (JsonNode write : query.get("writes")) {
                var format = write.get("format").asText();
                spark.table(write.get("table").asText()).write()
                    .format(format).options(options(format, write.get("options"))).mode("append").save();
            }
            System.out.println("killswitch: " + name + " " + id + ": " + count);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A static method of a class that came with the detection: all its arguments are texts, as the C# driver hands them over, too. */
    private static Object call(String type, String method, String... arguments) throws Exception {
        var types = new Class<?>[arguments.length];
        Arrays.fill(types, String.class);
        try {
            return Class.forName(type).getMethod(method, types).invoke(null, (Object[]) arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
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
