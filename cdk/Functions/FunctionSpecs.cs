using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.LimitChanges.Steps;

namespace KillSwitch.Cdk.Functions;

/// <summary>Every function of the package. A test holds the list to the classes in src/Functions.</summary>
internal static class FunctionSpecs
{
    public static FunctionSpec OrderGenerator { get; } =
        In("killswitch-order-generator", "Orders.OrderGenerator", "GenerateAsync", TimeSpan.FromMinutes(15), 512);
    public static FunctionSpec OrderRouter { get; } =
        In("killswitch-order-router", "Orders.OrderRouter", "RouteAsync", TimeSpan.FromMinutes(1), 1024);
    public static FunctionSpec CommandIntake { get; } =
        In("killswitch-command-intake", "Commands.TakeInCommands", "HandleAsync", TimeSpan.FromMinutes(1), 512);
    public static FunctionSpec AuditIndex { get; } =
        In("killswitch-audit-index", "Audits.IndexAudits", "HandleAsync", TimeSpan.FromMinutes(1), 512);
    public static FunctionSpec Recovery { get; } =
        In("killswitch-recovery", "Recovery.RecoverIncidents", "RunAsync", TimeSpan.FromMinutes(5), 512);
    public static FunctionSpec OperatorApi { get; } =
        In("killswitch-operator-api", "Operators.OperatorApi", "AnswerAsync", TimeSpan.FromSeconds(29), 512);
    public static FunctionSpec ApprovalPage { get; } =
        Out("killswitch-approval-page", "Operators.ApprovalPage", "ShowAsync", TimeSpan.FromSeconds(29), 512);
    public static FunctionSpec Notifier { get; } =
        Out("killswitch-notifier", "Notifications.Notifier", "NotifyAsync", TimeSpan.FromSeconds(30), 256);
    public static FunctionSpec Approvers { get; } =
        Out("killswitch-approvers", "Identity.Approvers", "ListAsync", TimeSpan.FromSeconds(30), 256);
    public static FunctionSpec BeginTopics { get; } =
        Out("killswitch-topics-begin", "Topics.BeginTopics", "OnEvent", TimeSpan.FromSeconds(30), 512);
    public static FunctionSpec EnsureTopics { get; } =
        In("killswitch-topics-ensure", "Topics.EnsureTopics", "IsCompleteAsync", TimeSpan.FromMinutes(2), 512);

    /// <summary>The steps of an incident: a state <c>PublishKilled</c> calls <c>Steps.PublishKilled</c>.</summary>
    public static IReadOnlyList<FunctionSpec> Steps { get; } =
    [
        .. StepNames.ByPlaceholder.Select(step =>
            In(step.Value, $"Steps.{step.Key[..^"Function".Length]}", "RunAsync", TimeSpan.FromMinutes(1), 512)
        ),
    ];

    /// <summary>The steps of a change of a limit: a state <c>PublishLimit</c> calls <c>Limits.PublishLimit</c>.</summary>
    public static IReadOnlyList<FunctionSpec> LimitSteps { get; } =
    [
        .. LimitStepNames.ByPlaceholder.Select(step =>
            In(step.Value, $"Limits.{step.Key[..^"Function".Length]}", "RunAsync", TimeSpan.FromMinutes(1), 512)
        ),
    ];

    public static IReadOnlyList<FunctionSpec> All { get; } =
    [
        OrderGenerator,
        OrderRouter,
        CommandIntake,
        AuditIndex,
        .. Steps,
        .. LimitSteps,
        Recovery,
        OperatorApi,
        ApprovalPage,
        Notifier,
        Approvers,
        BeginTopics,
        EnsureTopics,
    ];

    private static FunctionSpec In(string name, string type, string method, TimeSpan timeout, int memoryMb) =>
        new(name, type, method, timeout, memoryMb, InNetwork: true);

    private static FunctionSpec Out(string name, string type, string method, TimeSpan timeout, int memoryMb) =>
        new(name, type, method, timeout, memoryMb, InNetwork: false);
}
