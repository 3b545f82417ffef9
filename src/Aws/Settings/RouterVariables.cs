using KillSwitch.Kafka.Routing;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Aws.Settings;

/// <summary>The order router, from the environment.</summary>
public static class RouterVariables
{
    private static readonly Dictionary<string, DeliveryMode> s_deliveries = new()
    {
        [SettingNames.Sequenced] = DeliveryMode.Sequenced,
        [SettingNames.Transactional] = DeliveryMode.Transactional,
    };

    /// <exception cref="InvalidSettingsException">Names every variable that is wrong.</exception>
    public static RouterOptions Read(Func<string, string?> read)
    {
        var variables = new Variables(read);
        var options = new RouterOptions(variables.Required(SettingNames.FunctionName, "the function's name"))
        {
            Delivery = variables.Choice(SettingNames.Delivery, s_deliveries),
        };
        return variables.Checked(options).Validated();
    }
}
