namespace KillSwitch.Workflows.Incidents;

/// <summary>Who writes the audits of this system's acts, and what acts outside an execution are called.</summary>
public static class Audits
{
    /// <summary>Service and actor of the steps.</summary>
    public const string Workflow = "incident-workflow";

    /// <summary>Service and actor of the steps of a change of a limit.</summary>
    public const string LimitWorkflow = "limit-workflow";

    /// <summary>Service of commands being taken in.</summary>
    public const string Intake = "command-intake";

    /// <summary>Service of what people do.</summary>
    public const string OperatorApi = "operator-api";

    /// <summary>Service and actor of repairs.</summary>
    public const string Recovery = "incident-recovery";

    public const string CommandAccepted = nameof(CommandAccepted);
    public const string CommandRefused = nameof(CommandRefused);
    public const string KillRequested = nameof(KillRequested);
    public const string UnkillRequested = nameof(UnkillRequested);
    public const string ApprovalDecided = nameof(ApprovalDecided);
    public const string IncidentNoted = nameof(IncidentNoted);
    public const string KillEnforced = nameof(KillEnforced);
    public const string StateRepublished = nameof(StateRepublished);
    public const string StateRepaired = nameof(StateRepaired);
    public const string IncidentAdopted = nameof(IncidentAdopted);
    public const string ExecutionStarted = nameof(ExecutionStarted);
    public const string LimitChangeRequested = nameof(LimitChangeRequested);
    public const string LimitChangeDecided = nameof(LimitChangeDecided);
    public const string LimitRepublished = nameof(LimitRepublished);

    /// <summary>What acts outside an execution are called, all of them.</summary>
    public static IReadOnlyList<string> Acts { get; } =
    [
        CommandAccepted, CommandRefused, KillRequested, UnkillRequested, ApprovalDecided, IncidentNoted, KillEnforced,
        StateRepublished, StateRepaired, IncidentAdopted, ExecutionStarted, LimitChangeRequested, LimitChangeDecided,
        LimitRepublished,
    ];
}
