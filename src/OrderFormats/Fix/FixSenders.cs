using System.Globalization;
using KillSwitch.OrderFormats.Orders;

namespace KillSwitch.OrderFormats.Fix;

/// <summary>
/// Whose orders are taken. A log that passes orders on has each under two senders: taken together they would count twice.
/// </summary>
internal static class FixSenders
{
    private const int MostNamed = 20;

    /// <param name="counts">How many orders each sender (49) has.</param>
    /// <param name="options">Whom the user asks for.</param>
    /// <returns>Those taken; null for all.</returns>
    /// <exception cref="OrdersFileException">There are several and none is asked for, or one who has none is.</exception>
    public static IReadOnlySet<string>? Chosen(IReadOnlyDictionary<string, long> counts, ReadingOptions options)
    {
        if (options.Senders.Contains(ReadingOptions.EverySender))
            return null;
        if (options.Senders.FirstOrDefault(sender => !counts.ContainsKey(sender)) is { } absent)
            throw new OrdersFileException(
                $"--flow names {Shown.Of(absent)}, and {options.FileName} has no orders from there. It has orders of {Named(counts)}."
            );
        if (options.Senders.Count > 0)
            return options.Senders.ToHashSet(StringComparer.Ordinal);
        return counts.Count <= 1
            ? null
            : throw new OrdersFileException(
                $"{options.FileName} has orders of several senders: {Named(counts)}. One order can be there under two of them, coming in and going out. Say whose are meant: --flow {Shown.Of(counts.Keys.First())}, once for each, or --flow '*' for all."
            );
    }

    private static string Named(IReadOnlyDictionary<string, long> counts)
    {
        if (counts.Count == 0)
            return "nobody";
        var named = counts
            .OrderByDescending(count => count.Value)
            .Take(MostNamed)
            .Select(count => string.Create(CultureInfo.InvariantCulture, $"{Shown.Of(count.Key)} ({count.Value:N0})"));
        return string.Join(", ", named) + (counts.Count > MostNamed ? $" and {counts.Count - MostNamed} more" : "");
    }
}
