using KillSwitch.Local.Stack;
using KillSwitch.Scenarios;

namespace KillSwitch.Local.Demo;

/// <summary>What is played, and how.</summary>
internal sealed record DemoOptions
{
    public required StackOptions Stack { get; init; }

    public required IOrderScenario Scenario { get; init; }

    /// <summary>
    /// When the scenario's trouble is over, counted from its start. Asking for an unkill before that would be asking for the next
    /// kill.
    /// </summary>
    public required TimeSpan TroubleEnds { get; init; }

    /// <summary>How long a scenario without trouble plays.</summary>
    public required TimeSpan PlayFor { get; init; }

    /// <summary>How long the detector may take, to be ready and to find what there is to find.</summary>
    public required TimeSpan DetectWithin { get; init; }

    /// <summary>How long the detector may take from a breach to its command, where orders come as they are sent.</summary>
    public required TimeSpan CommandWithin { get; init; }

    /// <summary>Without the pauses for an audience.</summary>
    public bool Fast { get; init; }

    /// <summary>Whether the person in front of it opens the link and decides.</summary>
    public bool HandsOn { get; init; }

    /// <summary>Where to write the summary for programs, or null.</summary>
    public string? SummaryFile { get; init; }
}
