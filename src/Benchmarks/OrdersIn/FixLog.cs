using System.Globalization;
using System.Text;

namespace KillSwitch.Benchmarks.OrdersIn;

/// <summary>
/// A day's log of a FIX 4.4 session as both sides wrote it: new orders, replacements and cancels, and an execution report for each. The
/// same number gives the same log.
/// </summary>
internal static class FixLog
{
    private const char Soh = '\u0001';
    private static readonly DateTime s_opening = new(2026, 1, 2, 14, 30, 0, DateTimeKind.Utc);

    /// <param name="orders">How many; as many execution reports stand between them.</param>
    /// <returns>The log, and how many of its bytes are messages: before each stands when it was written.</returns>
    public static (byte[] Log, int MessageBytes) Make(int orders)
    {
        var messageBytes = 0;
        var random = new Random(1);
        var log = new StringBuilder();
        for (var i = 1; i <= orders; i++)
        {
            var at = Utc(s_opening.AddMilliseconds(i * 7L));
            var (price, qty) = (random.Next(5_000, 50_000) / 100m, random.Next(1, 10) * 100);
            var (type, original) = (i % 10) switch { 8 => ("G", $"41=ord-{i - 5:d9}|"), 9 => ("F", $"41=ord-{i - 5:d9}|"), _ => ("D", "") };
            var order = Text(
                $"35={type}|34={i}|49=DESK|52={at}|56=BROKER|11=ord-{i:d9}|{original}1={SampleOrders.Account(random.Next(1_000))}|21=1|"
                    + $"38={qty}|40=2|44={price:0.00}|54={1 + (i % 2)}|55=SYM{random.Next(500)}|59=0|60={at}|"
            );
            var report = Text(
                $"35=8|34={i}|49=BROKER|52={at}|56=DESK|6=0|11=ord-{i:d9}|14=0|17=exec-{i:d9}|37=broker-{i:d9}|38={qty}|39=0|44={price:0.00}|"
                    + $"54={1 + (i % 2)}|55=SYM|60={at}|150=0|151={qty}|"
            );
            messageBytes += Append(log, at, order) + Append(log, at, report);
        }
        return (Encoding.ASCII.GetBytes(log.ToString()), messageBytes);
    }

    /// <returns>How long the message is.</returns>
    private static int Append(StringBuilder log, string at, string body)
    {
        var message = Text($"8=FIX.4.4|9={body.Length}|") + body;
        var sum = 0;
        foreach (var character in message)
            sum += character;
        message += Text($"10={sum % 256:000}|");
        log.Append(at).Append(": ").Append(message).Append('\n');
        return message.Length;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture).Replace('|', Soh);

    private static string Text(string text) => text.Replace('|', Soh);

    private static string Utc(DateTime time) => time.ToString("yyyyMMdd-HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
