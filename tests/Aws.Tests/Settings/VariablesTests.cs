using KillSwitch.Aws.Settings;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Routing;
using KillSwitch.Tests;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Aws.Tests.Settings;

public sealed class VariablesTests
{
    private readonly Dictionary<string, string> _set = new()
    {
        [SettingNames.Region] = "eu-central-1",
        [SettingNames.FunctionName] = "killswitch-order-router",
        [SettingNames.KafkaBootstrap] = "boot-1.example:9098",
        [SettingNames.Delivery] = "sequenced",
    };

    [Fact]
    public void Kafka_AllSet_MakesTokensForTheRegion()
    {
        var regions = new List<string>();

        var settings = KafkaVariables.Read(Read, region =>
        {
            regions.Add(region);
            return new KafkaToken("x", DateTimeOffset.UnixEpoch, "x", DateTimeOffset.UnixEpoch);
        });
        settings.MakeToken!();

        Assert.Equal(["eu-central-1"], regions);
        Assert.Equal("boot-1.example:9098", settings.Bootstrap);
    }

    [Fact]
    public void Kafka_NothingSet_NamesEveryVariable()
    {
        _set.Clear();

        var e = Assert.Throws<InvalidSettingsException>(() => KafkaVariables.Read(Read, _ => throw new InvalidOperationException()));

        Assert.Equal(
            "KILLSWITCH_KAFKA_BOOTSTRAP is not set: it must be the cluster's brokers for IAM, HOST:9098, several separated by commas. The deployment sets it. "
                + "AWS_REGION is not set: it must be a region, such as eu-central-1. The deployment sets it.",
            e.Message
        );
    }

    [Fact]
    public void Kafka_NoAddress_NamesTheVariable()
    {
        _set[SettingNames.KafkaBootstrap] = "boot-1";

        var e = Assert.Throws<InvalidSettingsException>(() => KafkaVariables.Read(Read, _ => throw new InvalidOperationException()));

        Assert.StartsWith("KILLSWITCH_KAFKA_BOOTSTRAP is 'boot-1', which is no Kafka address.", e.Message);
    }

    [Theory]
    [InlineData("sequenced", DeliveryMode.Sequenced)]
    [InlineData("transactional", DeliveryMode.Transactional)]
    public void Router_Delivery_IsTheOneThatWasChosen(string text, DeliveryMode mode)
    {
        _set[SettingNames.Delivery] = text;

        Assert.Equal((mode, "killswitch-order-router"), (RouterVariables.Read(Read).Delivery, RouterVariables.Read(Read).Service));
    }

    [Fact]
    public void Router_UnknownDelivery_IsRefused()
    {
        _set[SettingNames.Delivery] = "auto";

        Assert.Equal(
            "KILLSWITCH_DELIVERY is 'auto': it must be sequenced or transactional.",
            Assert.Throws<InvalidSettingsException>(() => RouterVariables.Read(Read)).Message
        );
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("refuse", false)]
    [InlineData("pass", true)]
    public void Router_UnpricedOrders_AreRefusedUnlessTheyAreToPass(string? text, bool pass)
    {
        if (text is not null)
            _set[SettingNames.UnpricedOrders] = text;

        Assert.Equal(pass, RouterVariables.Read(Read).PassUnpriced);
    }

    [Fact]
    public void Router_LimitsFile_IsWhatOrdersAreHeldAgainst()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("limits.json"), """{"limits":{"GLOBAL":{"max_qty":5}}}""");
        Assert.True(RouterVariables.Read(Read).Limits.IsEmpty);

        _set[SettingNames.LimitsFile] = folder.File("limits.json");

        Assert.Equal(5, Assert.Single(RouterVariables.Read(Read).Limits.All).Limits.MaxQty);
    }

    /// <summary>A router without the limits that it was to have would let by what they are to stop.</summary>
    [Theory]
    [InlineData(null, "cannot be read")]
    [InlineData("""{"limits":{"GLOBAL":{"max_qty":-5}}}""", "GLOBAL.max_qty is -5")]
    public void Router_LimitsFileThatIsNone_DoesNotStart(string? json, string says)
    {
        using var folder = new TempFolder();
        if (json is not null)
            File.WriteAllText(folder.File("limits.json"), json);
        _set[SettingNames.LimitsFile] = folder.File("limits.json");

        var refused = Assert.Throws<InvalidSettingsException>(() => RouterVariables.Read(Read));

        Assert.StartsWith("KILLSWITCH_LIMITS_FILE: The limits ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Incidents_NotSet_AreTheUsual()
    {
        Assert.Equal(new Workflows.Incidents.IncidentSettings(), WorkflowVariables.Incidents(Read));
    }

    [Fact]
    public void Incidents_Set_AreTaken()
    {
        _set[SettingNames.ApprovalSeconds] = "600";
        _set[SettingNames.GlobalQuorum] = "3";

        var settings = WorkflowVariables.Incidents(Read);

        Assert.Equal((TimeSpan.FromMinutes(10), 3), (settings.ApprovalLifetime, settings.GlobalQuorum));
    }

    [Fact]
    public void Incidents_NoNumber_IsRefused()
    {
        _set[SettingNames.Quorum] = "two";

        Assert.Equal(
            "KILLSWITCH_QUORUM is 'two': it must be a whole number.",
            Assert.Throws<InvalidSettingsException>(() => WorkflowVariables.Incidents(Read)).Message
        );
    }

    [Fact]
    public void SignIn_NotEncrypted_IsRefused()
    {
        _set[SettingNames.PageAddress] = "http://console.example";
        _set[SettingNames.SignInAddress] = "https://alice.auth.eu-central-1.amazoncognito.com";
        _set[SettingNames.SignInClientId] = "abc";

        Assert.Equal(
            "KILLSWITCH_PAGE_ADDRESS is 'http://console.example': it must be an address that begins with https://.",
            Assert.Throws<InvalidSettingsException>(() => SignInSettings.Read(Read)).Message
        );
    }

    private string? Read(string name) => _set.GetValueOrDefault(name);
}
