using KillSwitch.DynamoDb;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Aws.Settings;

/// <summary>Tables, patience and quorum, from the environment.</summary>
public static class WorkflowVariables
{
    /// <exception cref="InvalidSettingsException">Names every variable that is wrong.</exception>
    public static DynamoDbSettings Tables(Func<string, string?> read) =>
        new DynamoDbSettings { Suffix = new Variables(read).Optional(SettingNames.Suffix, "") }.Validated();

    /// <exception cref="InvalidSettingsException">Names every variable that is wrong.</exception>
    public static IncidentSettings Incidents(Func<string, string?> read)
    {
        var variables = new Variables(read);
        var usual = new IncidentSettings();
        return variables.Checked(new IncidentSettings
        {
            UnkillReminder = Seconds(variables.Number(SettingNames.UnkillReminderSeconds)) ?? usual.UnkillReminder,
            ApprovalLifetime = Seconds(variables.Number(SettingNames.ApprovalSeconds)) ?? usual.ApprovalLifetime,
            Quorum = variables.Number(SettingNames.Quorum) ?? usual.Quorum,
            GlobalQuorum = variables.Number(SettingNames.GlobalQuorum) ?? usual.GlobalQuorum,
        }).Validated();
    }

    /// <exception cref="InvalidSettingsException">The variable is not set.</exception>
    public static string StateMachineArn(Func<string, string?> read) =>
        One(read, SettingNames.StateMachineArn, "the ARN of the incidents' state machine");

    /// <exception cref="InvalidSettingsException">The variable is not set.</exception>
    public static string LimitMachineArn(Func<string, string?> read) =>
        One(read, SettingNames.LimitMachineArn, "the ARN of the state machine of changes of limits");

    /// <summary>What the limits file says, which routers were started with, too; nothing where there is none.</summary>
    /// <exception cref="InvalidSettingsException">It is not there or not right.</exception>
    public static LimitTable Limits(Func<string, string?> read)
    {
        var variables = new Variables(read);
        return variables.Checked(RouterVariables.Limits(variables));
    }

    /// <exception cref="InvalidSettingsException">The variable is not set.</exception>
    public static string One(Func<string, string?> read, string name, string meaning)
    {
        var variables = new Variables(read);
        return variables.Checked(variables.Required(name, meaning));
    }

    private static TimeSpan? Seconds(int? number) => number is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
