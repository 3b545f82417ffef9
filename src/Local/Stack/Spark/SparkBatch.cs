using System.Text.Json;

namespace KillSwitch.Local.Stack.Spark;

/// <summary>A micro-batch of the detection that is over, with all that it wrote.</summary>
/// <param name="Id">Its number, from 0.</param>
/// <param name="Rows">How many records it read.</param>
/// <param name="Ends">The offsets of the orders' topic up to which it read, by partition; empty where it knows none yet.</param>
/// <param name="TookMs">How long each part of it took, in ms, by Spark's name for it; <c>triggerExecution</c> is all of it.</param>
/// <param name="Groups">How many groups are kept.</param>
/// <param name="Bytes">How much memory they take.</param>
public sealed record SparkBatch(
    long Id,
    long Rows,
    IReadOnlyList<long> Ends,
    IReadOnlyDictionary<string, long> TookMs,
    long Groups,
    long Bytes)
{
    /// <summary>All of it, in ms.</summary>
    public long TotalMs => Ms("triggerExecution");

    /// <summary>How long it took, told apart.</summary>
    public string Told =>
        $"{TotalMs} ms ({Ms("latestOffset") + Ms("getBatch")} asking for the ends of its topics, {Ms("queryPlanning")} planning, "
        + $"{Ms("addBatch")} measuring and writing, {Ms("walCommit") + Ms("commitOffsets")} noting how far it is)";

    /// <summary>What the detection's class Watch writes.</summary>
    internal static SparkBatch Parse(string json, string topic)
    {
        using var document = JsonDocument.Parse(json);
        var batch = document.RootElement;
        var hasState = batch.TryGetProperty("state", out var state);
        return new SparkBatch(
            batch.GetProperty("id").GetInt64(),
            batch.GetProperty("rows").GetInt64(),
            batch.GetProperty("read").TryGetProperty(topic, out var read)
                ? [.. read.EnumerateObject().OrderBy(p => int.Parse(p.Name)).Select(p => p.Value.GetInt64())]
                : [],
            batch.GetProperty("took_ms").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt64(), StringComparer.Ordinal),
            hasState ? state.GetProperty("groups").GetInt64() : 0,
            hasState ? state.GetProperty("bytes").GetInt64() : 0
        );
    }

    private long Ms(string part) => TookMs.GetValueOrDefault(part);
}
