using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Aws.Settings;

/// <summary>How people are told.</summary>
/// <param name="TopicArn">The SNS topic that their e-mail addresses subscribe to.</param>
/// <param name="Page">Where they reach the approval pages.</param>
public sealed record NotifierSettings(string TopicArn, Uri Page)
{
    /// <exception cref="InvalidSettingsException">Names every variable that is wrong.</exception>
    public static NotifierSettings Read(Func<string, string?> read)
    {
        var variables = new Variables(read);
        return variables.Checked(new NotifierSettings(
            variables.Required(SettingNames.NotificationsTopicArn, "the SNS topic that people's e-mail addresses subscribe to"),
            variables.Address(SettingNames.PageAddress, "where people reach the approval pages")));
    }
}
