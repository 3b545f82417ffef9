using KillSwitch.Chaos.Evidence;
using KillSwitch.Kafka.Reading;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Signing;

namespace KillSwitch.Chaos.Tests.Evidence;

public sealed class SecretScannerTests
{
    private const string Bearer = "CfDJ8Nk1-a-bearer-token";
    private readonly SecretScanner _scanner = new([Bearer]);

    [Fact]
    public void Look_TaskToken_IsFoundWithItsPlaceAndWithoutItself()
    {
        var token = TaskToken.New();

        _scanner.Look($"{{\"detail\":\"waits with {token}\"}}", () => "audit.v1 0:7");

        var found = Assert.Single(_scanner.Result.Found);
        Assert.Equal("audit.v1 0:7 holds a task token.", found);
    }

    [Fact]
    public void Look_GivenSecret_IsFound()
    {
        _scanner.Look("Authorization: Bearer " + Bearer, () => "router.log line 3");

        Assert.Equal(["router.log line 3 holds a bearer token or key."], _scanner.Result.Found);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void Look_SignedLink_IsFoundWhereNoneMayStand(bool allowed, int found)
    {
        var link = new ApprovalLinks(new byte[32]).Write(new ApprovalLink("inc-0123456789abcdef", 1, 1_735_828_200_000));

        _scanner.Look($"GET /approvals/{link} 200", () => "api.log line 1", allowed);

        Assert.Equal(found, _scanner.Result.Found.Count);
    }

    [Fact]
    public void Look_TokenInAHeaderOfARecord_IsFoundWithItsTopic()
    {
        var token = System.Text.Encoding.UTF8.GetBytes(TaskToken.New());

        _scanner.Look(
            "risk_signals.v1",
            new TopicRecord(0, 7, 1, null, "{}"u8.ToArray(), [new("note", token), new(Headers.Attestation, token)])
        );

        Assert.Equal(["risk_signals.v1 0:7, header note, holds a task token."], _scanner.Result.Found);
    }

    [Fact]
    public void Look_SecretBehindWhatOnlyBeginsLikeALink_IsFound()
    {
        _scanner.Look("aW5jLchance aW5jL " + Bearer, () => "here");

        Assert.Single(_scanner.Result.Found);
    }

    [Fact]
    public void Look_OrdinaryText_IsCountedAndFine()
    {
        _scanner.Look("inc-0123456789abcdef was approved by user:bob", () => "here");
        _scanner.Look(ReadOnlySpan<byte>.Empty, () => "there");

        Assert.Equal(2, _scanner.Result.Looked);
        Assert.Empty(_scanner.Result.Found);
    }
}
