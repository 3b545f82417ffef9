using System.Text.Json;
using KillSwitch.OrderFormats.Orders;
using KillSwitch.OrderFormats.Times;

namespace KillSwitch.Scenarios;

/// <summary>
/// Looks at every time of the user's orders before the first is sent: in another unit than milliseconds they would be played, and
/// measured, a thousand times too fast or too slow, and nothing would say so. Not thread-safe.
/// </summary>
/// <param name="path">Where they come from, for messages; <c>-</c> is standard input, which is read to its end as well.</param>
internal sealed class OrdersFileTimes(string path)
{
    private readonly record struct Seen(long Line, string Written, double Time, TimeUnit Unit)
    {
        public string In(TimeUnit unit) => $"{unit.Moment(Time)} in {unit.Name}";
    }

    /// <summary>Of a number that is written longer only its beginning is shown.</summary>
    private const int ShownDigits = 40;

    private readonly string _where = path == "-" ? "standard input" : path;
    private Seen? _first;
    private long _times;
    private long _ofThatUnit;

    /// <summary>Takes the next time there is.</summary>
    /// <exception cref="OrdersFileException">It is in another unit than those before it.</exception>
    public void Add(long line, JsonElement ts)
    {
        _times++;
        if (ts.ValueKind != JsonValueKind.Number || TimeUnit.Of(ts.GetDouble()) is not { } unit)
            return;
        var written = ts.GetRawText();
        var seen = new Seen(line, written[..Math.Min(written.Length, ShownDigits)], ts.GetDouble(), unit);
        _first ??= seen;
        if (_first.Value.Unit != unit)
            throw Mixed(_first.Value, seen);
        _ofThatUnit++;
    }

    /// <summary>Looks at them as a whole.</summary>
    /// <remarks>
    /// Nine in ten decide, so that a broken line does not hide the rest; and a made-up clock that begins at 1 and ticks evenly, in
    /// milliseconds, is not taken for one in seconds: it never has more than 85 % of its times where those can be.
    /// </remarks>
    /// <exception cref="OrdersFileException">They are not in milliseconds.</exception>
    public void Check()
    {
        if (_first is { } first && first.Unit != TimeUnit.Milliseconds && _ofThatUnit * 10 >= _times * 9)
            throw new OrdersFileException(
                $"The times in {_where} are in {first.Unit.Name}, and ts is in milliseconds: line {first.Line} has ts {first.Written}, which is {first.In(TimeUnit.Milliseconds)}, but {first.In(first.Unit)}. The orders would be played and measured at the wrong pace, so nothing was sent: for every ts, {first.Unit.Remedy}."
            );
    }

    private OrdersFileException Mixed(Seen first, Seen other) =>
        new(
            $"The times in {_where} are not all in the same unit: line {first.Line} has ts {first.Written}, which is {first.In(first.Unit)}, and line {other.Line} has ts {other.Written}, which is {other.In(other.Unit)}. ts is in milliseconds, and nothing was sent: {Remedies(first.Unit, other.Unit)}."
        );

    private static string Remedies(params ReadOnlySpan<TimeUnit> units)
    {
        var wrong = new List<string>();
        foreach (var unit in units)
        {
            if (unit != TimeUnit.Milliseconds)
                wrong.Add($"where it is in {unit.Name}, {unit.Remedy}");
        }
        return string.Join("; ", wrong);
    }
}
