using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Aws.Settings;

/// <summary>Where people sign in and come back to.</summary>
/// <param name="Page">Where they reach the pages.</param>
/// <param name="SignIn">The user pool's hosted sign-in.</param>
/// <param name="ClientId">The user pool's client for the page.</param>
public sealed record SignInSettings(Uri Page, Uri SignIn, string ClientId)
{
    /// <exception cref="InvalidSettingsException">Names every variable that is wrong.</exception>
    public static SignInSettings Read(Func<string, string?> read)
    {
        var variables = new Variables(read);
        return variables.Checked(new SignInSettings(
            variables.Address(SettingNames.PageAddress, "where people reach the approval pages"),
            variables.Address(SettingNames.SignInAddress, "the user pool's hosted sign-in"),
            variables.Required(SettingNames.SignInClientId, "the user pool's client for the approval page")));
    }
}
