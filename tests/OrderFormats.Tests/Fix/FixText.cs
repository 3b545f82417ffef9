using System.Globalization;
using System.Text;

namespace KillSwitch.OrderFormats.Tests.Fix;

/// <summary>Makes messages of FIX, with their lengths and checksums, from text with bars.</summary>
internal static class FixText
{
    public const string Header = "49=DESK|56=GATE|34=7|52=20261129-13:09:10.623|";

    private const string Plain = "11=o1|1=12345|55=AAPL|54=1|38=100|40=2|44=101.10|60=20261129-13:09:10.620|";

    /// <summary>A new order that the contract takes; each field given takes the place of its like, and one without a value takes it
    /// away.</summary>
    public static string Order(params string[] fields) => Message("D", Header + Plain, fields);

    public static string Message(string type, string body, params string[] fields)
    {
        var all = body.Split('|', StringSplitOptions.RemoveEmptyEntries).ToList();
        foreach (var field in fields)
        {
            var at = all.FindIndex(f => Tag(f) == Tag(field));
            var isThere = !field.EndsWith('=');
            if (at >= 0 && isThere)
                all[at] = field;
            else if (at >= 0)
                all.RemoveAt(at);
            else if (isThere)
                all.Add(field);
        }
        return Whole(string.Concat(all.Prepend($"35={type}").Select(f => f + "\u0001")));
    }

    /// <param name="body">With SOH behind each field.</param>
    public static string Whole(string body)
    {
        var message = string.Create(CultureInfo.InvariantCulture, $"8=FIX.4.4\u00019={Encoding.UTF8.GetByteCount(body)}\u0001{body}");
        var sum = Encoding.UTF8.GetBytes(message).Sum(b => b) % 256;
        return string.Create(CultureInfo.InvariantCulture, $"{message}10={sum:000}\u0001");
    }

    private static string Tag(string field) => field[..field.IndexOf('=', StringComparison.Ordinal)];
}
