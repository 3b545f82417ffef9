using System.Collections.Immutable;
using System.Text.Json;
using KillSwitch.StatesLanguage.Events;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>The progress of a Parallel or Map.</summary>
/// <param name="Total">Branches, or items.</param>
/// <param name="StartAt">Of a Map: the first state of its processor.</param>
/// <param name="MaxConcurrency">How many run at once.</param>
internal sealed record Fork(int Total, string? StartAt, int MaxConcurrency)
{
    /// <summary>Of a Map.</summary>
    public JsonElement? Items { get; init; }

    public int Started { get; init; }

    /// <summary>Results by index.</summary>
    public ImmutableSortedDictionary<int, JsonElement> Results { get; init; } = ImmutableSortedDictionary<int, JsonElement>.Empty;

    public ToleratedFailure Tolerated { get; init; } = new(null, null);

    /// <summary>How many iterations failed and were tolerated.</summary>
    public int Failures { get; init; }

    /// <summary>What ends it, once something has failed beyond toleration: the rest is being given up.</summary>
    public StatesError? Failure { get; init; }

    /// <summary>The frame that failed.</summary>
    public int? FailedChild { get; init; }

    /// <summary>The latest MapIterationSucceeded.</summary>
    public long LastIteration { get; init; }

    public bool IsDone => Failure is null && Results.Count + Failures == Total;

    /// <summary>Whether one more failed iteration is too many.</summary>
    public bool Exceeds(int failures) =>
        Tolerated.Count is null && Tolerated.Percentage is null
        || Tolerated.Count is { } count
            && failures > count
            && (Tolerated.Percentage is null || failures * 100.0 / Total > Tolerated.Percentage)
        || Tolerated.Count is null && Tolerated.Percentage is { } percentage && failures * 100.0 / Total > percentage;
}
