using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Incidents;

/// <summary>How patient the workflow is and how many people an unkill takes.</summary>
public sealed record IncidentSettings
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(7);

    /// <summary>
    /// How long nobody asks for an unkill before people are reminded, again and again. Default 15 minutes; 1 second to 7 days,
    /// whole seconds.
    /// </summary>
    public TimeSpan UnkillReminder { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How long a request can be decided before it expires and the scope stays killed. Default 30 minutes; 1 second to 7 days,
    /// whole seconds.
    /// </summary>
    public TimeSpan ApprovalLifetime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// How long the execution may take to publish KILLED, from the moment the command is received, before whoever holds the incident
    /// publishes it. Default 2 s; 100 ms to 1 minute.
    /// </summary>
    public TimeSpan PublishWithin { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How many approvers an unkill takes, the requester not counted. Default 1; 1 to 5. One more where the requester is not
    /// proven.
    /// </summary>
    public int Quorum { get; init; } = 1;

    /// <summary>The same for GLOBAL. Default 2; 1 to 5, and at least <see cref="Quorum"/>.</summary>
    public int GlobalQuorum { get; init; } = 2;

    /// <summary>How many people must approve.</summary>
    public int QuorumFor(Scope scope, bool requesterVerified) =>
        (scope.Kind == ScopeKind.Global ? GlobalQuorum : Quorum) + (requesterVerified ? 0 : 1);

    /// <returns>Itself, so that it can be checked where it is handed on.</returns>
    /// <exception cref="InvalidSettingsException">Names every setting that is wrong.</exception>
    public IncidentSettings Validated()
    {
        var problems = new List<string>();
        CheckTime(nameof(UnkillReminder), UnkillReminder, "people would be reminded without end, or never");
        CheckTime(
            nameof(ApprovalLifetime),
            ApprovalLifetime,
            "a request would expire before anybody could decide it, or stay open unwatched"
        );
        if (PublishWithin < TimeSpan.FromMilliseconds(100) || PublishWithin > TimeSpan.FromMinutes(1))
            problems.Add(
                $"{nameof(PublishWithin)} is {PublishWithin}: it must be 100 ms to 1 minute, or else no execution would ever be in time, or a kill would wait for one that never comes."
            );
        CheckCount(nameof(Quorum), Quorum);
        CheckCount(nameof(GlobalQuorum), GlobalQuorum);
        if (GlobalQuorum < Quorum)
            problems.Add(
                $"{nameof(GlobalQuorum)} is {GlobalQuorum} and {nameof(Quorum)} is {Quorum}: restoring everything would take fewer people than restoring one account. Make {nameof(GlobalQuorum)} at least {Quorum}."
            );
        return problems.Count == 0 ? this : throw new InvalidSettingsException(problems);

        void CheckTime(string name, TimeSpan value, string consequence)
        {
            if (value < s_shortest || value > s_longest || value.Ticks % TimeSpan.TicksPerSecond != 0)
                problems.Add($"{name} is {value}: it must be whole seconds from {s_shortest} to {s_longest}, or else {consequence}.");
        }

        void CheckCount(string name, int value)
        {
            if (value is < 1 or > 5)
                problems.Add(
                    $"{name} is {value}: it must be 1 to 5, or else {(value < 1 ? "one person could restore alone" : "too many people are needed to restore in time")}."
                );
        }
    }
}
