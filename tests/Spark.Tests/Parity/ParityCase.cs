using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Spark.Tests.Parity;

/// <summary>Orders that both detectors see, and what is the matter with them.</summary>
/// <param name="Name">A word or two.</param>
/// <param name="Story">For the table, in a sentence.</param>
/// <param name="Records">In the order of their arrival.</param>
internal sealed record ParityCase(string Name, string Story, IReadOnlyList<SentRecord> Records)
{
    /// <summary>The scope that people restore before its act, and when its ACTIVE comes; null where nobody does.</summary>
    public (Scope Scope, TimeSpan At)? RestoredBefore { get; init; }

    /// <summary>Which act of the play it belongs to: an act begins when everything of the one before has been measured.</summary>
    public int Act { get; init; }
}
