using KillSwitch.Workflows.Detection;

namespace KillSwitch.Local.Stack.Parts;

/// <summary>Whatever detects in this process's stack. Thread-safe.</summary>
internal interface IDetectorPart : IStackPart
{
    /// <summary>
    /// Records of the orders' topic that it has held against the limits since it started, those that are no order and those it knows to
    /// be missing included; null as long as it is not ready.
    /// </summary>
    long? Observed { get; }

    /// <summary>
    /// Of these, how many were measured in no window, or are missing; null where that is not known.
    /// </summary>
    long? MeasuredNowhere { get; }

    /// <summary>The scopes that are nearest to their limits; null where that is not known here, or not yet.</summary>
    NearLimits? Nearest { get; }

    /// <summary>Kills that followed from what it has <see cref="Observed"/>, and from what came before.</summary>
    Task<long> KillsAsync(CancellationToken cancellationToken);
}
