namespace KillSwitch.Workflows.LimitChanges.Steps;

/// <summary>The functions that limit-change.asl.json calls, named as those of incidents are.</summary>
public static class LimitStepNames
{
    public const string OpenLimitChange = "killswitch-open-limit-change";
    public const string RequestLimitApproval = "killswitch-request-limit-approval";
    public const string ExpireLimitApproval = "killswitch-expire-limit-approval";
    public const string CheckLimitApproval = "killswitch-check-limit-approval";
    public const string PublishLimit = "killswitch-publish-limit";
    public const string NotifyLimitChange = "killswitch-notify-limit-change";
    public const string RevertLimit = "killswitch-revert-limit";
    public const string CloseLimitChange = "killswitch-close-limit-change";

    /// <summary>The state that puts a changed limit into its topic, as audits name it.</summary>
    public const string Publishes = "PublishLimit";

    /// <summary>The state that puts what was before back.</summary>
    public const string Reverts = "RevertLimit";

    /// <summary>Placeholder in the definition (without <c>${}</c>) to function name.</summary>
    public static IReadOnlyDictionary<string, string> ByPlaceholder { get; } = new Dictionary<string, string>
    {
        ["OpenLimitChangeFunction"] = OpenLimitChange,
        ["RequestLimitApprovalFunction"] = RequestLimitApproval,
        ["ExpireLimitApprovalFunction"] = ExpireLimitApproval,
        ["CheckLimitApprovalFunction"] = CheckLimitApproval,
        ["PublishLimitFunction"] = PublishLimit,
        ["NotifyLimitChangeFunction"] = NotifyLimitChange,
        ["RevertLimitFunction"] = RevertLimit,
        ["CloseLimitChangeFunction"] = CloseLimitChange,
    };
}
