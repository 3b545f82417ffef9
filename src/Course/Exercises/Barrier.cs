using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace KillSwitch.Course.Exercises;

/// <summary>10: a router of one's own, which two of a group run, held to the barrier.</summary>
internal sealed class Barrier : IExercise
{
    public string Number => "10";

    public string Folder => "10-barrier";

    public string Title => "The barrier: a router of your own, two of which share a group";

    public int Minutes => 90;

    public string Fill(string text, Student student)
    {
        if (!text.Contains("{{", StringComparison.Ordinal))
            return text;
        var flow = BarrierFlow.Of(student);
        return text
            .Replace("{{states}}", Lines(flow.States, BarrierJson.Default.State), StringComparison.Ordinal)
            .Replace("{{batches-1}}", Lines(flow.Of(1), BarrierJson.Default.Batch), StringComparison.Ordinal)
            .Replace("{{batches-2}}", Lines(flow.Of(2), BarrierJson.Default.Batch), StringComparison.Ordinal);
    }

    public IReadOnlyList<Finding> Check(string folder, Student student)
    {
        var flow = BarrierFlow.Of(student);
        // A process each: what one router has read, the other does not know.
        var lines = OwnProgram.Run(folder, "1").Concat(OwnProgram.Run(folder, "2")).ToList();
        var decided = lines.Select(Decision).ToList();
        var wrong = decided.FindIndex(d => d is null);
        if (wrong >= 0)
            return [Finding.Wrong("each line it writes is an order's id, a blank, and ALLOW or DROP", $"'{Shortened(lines[wrong])}' is none.")];
        var twice = decided.GroupBy(d => d!.Value.OrderId).FirstOrDefault(g => g.Skip(1).Any());
        var decisions = decided.DistinctBy(d => d!.Value.OrderId).ToDictionary(d => d!.Value.OrderId, d => d!.Value.Allowed);
        var orders = flow.Batches.SelectMany(b => b.Orders, (b, o) => (o.OrderId, Killed: flow.IsKilled(o, b.StateEnd))).ToList();
        var missing = orders.Where(o => !decisions.ContainsKey(o.OrderId)).ToList();
        var leaked = orders.Where(o => o.Killed && decisions.GetValueOrDefault(o.OrderId)).ToList();
        var held = orders.Where(o => !o.Killed && decisions.TryGetValue(o.OrderId, out var allowed) && !allowed).ToList();
        return
        [
            missing.Count == 0 && twice is null
                ? Finding.Right($"every one of {orders.Count} orders is decided once")
                : Finding.Wrong(
                    $"every one of {orders.Count} orders is decided once",
                    missing.Count > 0
                        ? $"{missing[0].OrderId} is not, nor are {missing.Count - 1} others."
                        : $"{twice!.Key} is decided twice."
                ),
            leaked.Count == 0
                ? Finding.Right("no order is let through at or after a state that kills it")
                : Finding.Wrong(
                    "no order is let through at or after a state that kills it",
                    $"orders of killed accounts are: {leaked.Count} of {orders.Count(o => o.Killed)}, {leaked[0].OrderId} first. When its batch was polled, the state topic ended behind the KILLED already."
                ),
            held.Count == 0
                ? Finding.Right("no order is held back that nothing killed then")
                : Finding.Wrong(
                    "no order is held back that nothing killed then",
                    $"{held[0].OrderId} is, and {held.Count - 1} others. What counts is the state as it was when the batch was polled, by the highest version."
                ),
        ];
    }

    private static (string OrderId, bool Allowed)? Decision(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        [var id, "ALLOW"] => (id, true),
        [var id, "DROP"] => (id, false),
        _ => null,
    };

    private static string Shortened(string line) => line.Length <= 60 ? line : line[..60] + "…";

    private static string Lines<T>(IEnumerable<T> all, JsonTypeInfo<T> type) =>
        string.Join('\n', all.Select(one => JsonSerializer.Serialize(one, type)));
}
