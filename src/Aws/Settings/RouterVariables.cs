using KillSwitch.Kafka.Routing;
using KillSwitch.Workflows.Limits;
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
            Limits = Limits(variables),
            PassUnpriced = variables.Choice(SettingNames.UnpricedOrders, UnpricedOrdersSetting.Words, UnpricedOrdersSetting.Refuse),
        };
        return variables.Checked(options).Validated();
    }

    /// <summary>A file that is not there or not right is no file without limits: the router does not start.</summary>
    internal static LimitTable Limits(Variables variables)
    {
        if (variables.Optional(SettingNames.LimitsFile, "") is not { Length: > 0 } path)
            return LimitTable.None;
        try
        {
            return LimitsReader.Load(path);
        }
        catch (LimitsException e)
        {
            variables.Refuse(SettingNames.LimitsFile, e.Message);
            return LimitTable.None;
        }
    }
}
