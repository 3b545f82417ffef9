import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import quickfix.Message;

/** LOG SECONDS: takes the messages of a log apart, round after round, and prints the bytes of each in a second of its thread's time. */
public final class ParseLog {
    private static final int ROUNDS = 3;

    public static void main(String[] arguments) throws Exception {
        List<String> messages = messages(Path.of(arguments[0]));
        long length = (long) (Double.parseDouble(arguments[1]) * 1e9);
        round(messages, length);
        for (int i = 0; i < ROUNDS; i++) {
            System.out.println(round(messages, length));
        }
    }

    private static double round(List<String> messages, long length) throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long began = System.nanoTime();
        long processor = threads.getCurrentThreadCpuTime();
        long bytes = 0;
        while (System.nanoTime() - began < length) {
            for (String message : messages) {
                new Message(message, true);
                bytes += message.length();
            }
        }
        return bytes * 1e9 / (threads.getCurrentThreadCpuTime() - processor);
    }

    private static List<String> messages(Path log) throws Exception {
        List<String> messages = new ArrayList<>();
        for (String line : Files.readAllLines(log, StandardCharsets.ISO_8859_1)) {
            messages.add(line.substring(line.indexOf("8=FIX")));
        }
        return messages;
    }
}
