namespace KillSwitch.Cdk.Tests.Commands;

/// <summary><c>./run confirm</c>: a subscription that no link in a mail ends.</summary>
public sealed class ConfirmTests : IDisposable
{
    private const string Topic = "arn:aws:sns:us-west-2:123456789012:killswitch-notifications-alice";

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Confirm_LinkOfAMail_ConfirmsAsSomebodyWhoHasSignedIn()
    {
        var outcome = await ConfirmAsync(
            $"https://sns.us-west-2.amazonaws.com/confirmation.html?TopicArn={Topic}&Token=2336412f&Endpoint=b@c.de"
        );

        outcome.EndedWith(0).AndSaid("region us-west-2");
        Assert.Contains(_workspace.Calls, c =>
            c.StartsWith(
                $"aws sns confirm-subscription --topic-arn {Topic} --token 2336412f --authenticate-on-unsubscribe true",
                StringComparison.Ordinal
            )
        );
    }

    /// <summary>The last is what is left of a link without quotes.</summary>
    [Theory]
    [InlineData("killswitch")]
    [InlineData("https://example.com/?TopicArn=arn:aws:sns:us-west-2:123456789012:other&Token=1")]
    [InlineData("https://sns.us-west-2.amazonaws.com/confirmation.html?TopicArn=arn:aws:sns:us-west-2:123456789012:killswitch-alarms-alice")]
    public async Task Confirm_AnotherLink_SaysWhatOneLooksLike(string link)
    {
        (await ConfirmAsync(link)).EndedWith(1).AndSaid("no link that confirms", "TopicArn and Token");

        Assert.Empty(_workspace.Calls);
    }

    [Fact]
    public async Task Confirm_LinkThatIsTooOld_SaysHowToHaveANewOne()
    {
        _workspace.Answer("sns confirm-subscription*", "InvalidParameter: Token not found", exitCode: 254);

        (await ConfirmAsync($"https://sns.us-west-2.amazonaws.com/confirmation.html?TopicArn={Topic}&Token=1"))
            .EndedWith(1)
            .AndSaid("good for two days", "Token not found");
    }

    private Task<Outcome> ConfirmAsync(string link) => _workspace.RunAsync("confirm", "--link", link);
}
