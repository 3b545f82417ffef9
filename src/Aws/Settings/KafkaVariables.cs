using KillSwitch.Kafka;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Aws.Settings;

/// <summary>Which Kafka, from the environment.</summary>
public static class KafkaVariables
{
    /// <param name="read">Reads a variable.</param>
    /// <param name="makeToken">Makes a token for a region; see <see cref="KafkaSettings.MakeToken"/>.</param>
    /// <exception cref="InvalidSettingsException">Names every variable that is wrong.</exception>
    public static KafkaSettings Read(Func<string, string?> read, Func<string, KafkaToken> makeToken)
    {
        var variables = new Variables(read);
        var bootstrap = variables.Required(
            SettingNames.KafkaBootstrap,
            "the cluster's brokers for IAM, HOST:9098, several separated by commas"
        );
        var region = variables.Required(SettingNames.Region, "a region, such as eu-central-1");
        var settings = variables.Checked(
            new KafkaSettings(bootstrap) { MakeToken = () => makeToken(region), BootstrapSetting = SettingNames.KafkaBootstrap }
        );
        try
        {
            return settings.Validated();
        }
        catch (ArgumentException e)
        {
            throw new InvalidSettingsException([e.Message]);
        }
    }
}
