namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>
/// The functions that kill-incident.asl.json calls. A state <c>PublishKilled</c> calls <c>${PublishKilledFunction}</c>, which
/// is <c>killswitch-publish-killed</c> locally and <c>killswitch-publish-killed-SUFFIX</c> on AWS.
/// </summary>
public static class StepNames
{
    public const string OpenIncident = "killswitch-open-incident";
    public const string PublishKilled = "killswitch-publish-killed";
    public const string NotifyOperators = "killswitch-notify-operators";
    public const string AwaitUnkillRequest = "killswitch-await-unkill-request";
    public const string Escalate = "killswitch-escalate";
    public const string RequestApproval = "killswitch-request-approval";
    public const string ExpireApproval = "killswitch-expire-approval";
    public const string CheckSeparationOfDuties = "killswitch-check-separation-of-duties";
    public const string PublishActive = "killswitch-publish-active";
    public const string NotifyRestored = "killswitch-notify-restored";
    public const string CloseIncident = "killswitch-close-incident";

    /// <summary>Placeholder in the definition (without <c>${}</c>) to function name.</summary>
    public static IReadOnlyDictionary<string, string> ByPlaceholder { get; } = new Dictionary<string, string>
    {
        ["OpenIncidentFunction"] = OpenIncident,
        ["PublishKilledFunction"] = PublishKilled,
        ["NotifyOperatorsFunction"] = NotifyOperators,
        ["AwaitUnkillRequestFunction"] = AwaitUnkillRequest,
        ["EscalateFunction"] = Escalate,
        ["RequestApprovalFunction"] = RequestApproval,
        ["ExpireApprovalFunction"] = ExpireApproval,
        ["CheckSeparationOfDutiesFunction"] = CheckSeparationOfDuties,
        ["PublishActiveFunction"] = PublishActive,
        ["NotifyRestoredFunction"] = NotifyRestored,
        ["CloseIncidentFunction"] = CloseIncident,
    };
}
