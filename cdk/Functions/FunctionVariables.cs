using System.Globalization;
using Amazon.CDK.AWS.SecretsManager;
using KillSwitch.Aws.Settings;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Shared;
using KillSwitch.Workflows.Auditing;

namespace KillSwitch.Cdk.Functions;

/// <summary>Environment variables of the functions, in the sets in which src/Functions/README.md lists them.</summary>
internal static class FunctionVariables
{
    /// <summary>What Powertools reads, with the function's own.</summary>
    public static Dictionary<string, string> Of(FunctionSpec spec, Deployment deployment, IReadOnlyDictionary<string, string> own) =>
        new(own) { ["POWERTOOLS_SERVICE_NAME"] = deployment.Named(spec.Name), ["POWERTOOLS_LOG_LEVEL"] = "Information" };

    public static Dictionary<string, string> Kafka(KafkaAccess kafka) => new() { [SettingNames.KafkaBootstrap] = kafka.Bootstrap };

    /// <summary>Whoever loads, decides or tells something of an incident.</summary>
    public static Dictionary<string, string> Workflow(Deployment deployment, ExecutionAccess executions) => new()
    {
        [SettingNames.Suffix] = deployment.Suffix,
        [SettingNames.StateMachineArn] = executions.StateMachineArn,
        [SettingNames.NotifierFunction] = deployment.Named(FunctionSpecs.Notifier.Name),
        [SettingNames.UnkillReminderSeconds] = Seconds(deployment.Incidents.UnkillReminder),
        [SettingNames.ApprovalSeconds] = Seconds(deployment.Incidents.ApprovalLifetime),
        [SettingNames.Quorum] = deployment.Incidents.Quorum.ToString(CultureInfo.InvariantCulture),
        [SettingNames.GlobalQuorum] = deployment.Incidents.GlobalQuorum.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Whoever loads, decides or tells something of a change of a limit, beside what it is given as the one above.</summary>
    public static Dictionary<string, string> Limits(ExecutionAccess executions) =>
        new() { [SettingNames.LimitMachineArn] = executions.StateMachineArn };

    public static Dictionary<string, string> AuditIndex(Deployment deployment) => new()
    {
        [SettingNames.Suffix] = deployment.Suffix,
        [SettingNames.AuditIndex] = deployment.AuditIndex == AuditCoverage.All ? AuditCoverageSetting.All : AuditCoverageSetting.Held,
    };

    public static Dictionary<string, string> Approvers(Deployment deployment) =>
        new() { [SettingNames.ApproversFunction] = deployment.Named(FunctionSpecs.Approvers.Name) };

    public static Dictionary<string, string> Attestation(Secret key) => new() { [SettingNames.AttestationKey] = key.SecretArn };

    public static Dictionary<string, string> Links(Secret key) => new() { [SettingNames.LinkKey] = key.SecretArn };

    /// <summary>Several sets as one.</summary>
    public static Dictionary<string, string> And(
        this Dictionary<string, string> some,
        params IEnumerable<KeyValuePair<string, string>>[] more
    ) => new(some.Concat(more.SelectMany(m => m)));

    private static string Seconds(TimeSpan time) => ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
