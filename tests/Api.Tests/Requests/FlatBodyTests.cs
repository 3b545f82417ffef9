using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Api.Requests;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Api.Tests.Requests;

public sealed class FlatBodyTests
{
    [Fact]
    public void Parse_AnyBytes_NeverThrowsAndNeverGivesAFieldThatIsUnknown() =>
        Prop.ForAll<byte[]>(bytes =>
        {
            var outcome = FlatBody.Parse(bytes, "scope", "reason");
            return outcome.IsRefused || outcome.Value.Keys.All(k => k is "scope" or "reason");
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Parse_AnyTextInAField_ComesBackUnchanged() =>
        Prop.ForAll<NonNull<string>>(text =>
        {
            // What is no Unicode text has no JSON either.
            var scope = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get));
            var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["scope"] = scope });
            return FlatBody.Parse(body, "scope", "reason").Value!["scope"] == scope;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Parse_AWholeBodyCutAnywhere_IsRefused()
    {
        var body = """{"scope":"ACCOUNT:1","reason":"r"}"""u8.ToArray();

        for (var length = 0; length < body.Length; length++)
            Assert.Equal(RefusalCode.BodyNotJson, FlatBody.Parse(body.AsSpan(0, length), "scope", "reason").Refusal!.Code);
    }

    private static readonly BodyField[] s_numbers =
    [
        new("value", "") { TakesNumbers = true, NullMeans = "none" }, new("until", "") { TakesNumbers = true }, new("reason", ""),
    ];

    [Theory]
    [InlineData("""{"value":1200.50}""", "1200.50")]
    [InlineData("""{"value":1e3}""", "1e3")]
    [InlineData("""{"value":"1200"}""", "1200")]
    [InlineData("""{"value":null}""", "none")]
    [InlineData("""{"reason":"r"}""", null)]
    public void Parse_AFieldThatTakesNumbers_KeepsThemAsTheyAreWritten(string body, string? value) =>
        Assert.Equal(value, FlatBody.Parse(Encoding.UTF8.GetBytes(body), s_numbers).Value!.GetValueOrDefault("value"));

    [Theory]
    [InlineData("""{"until":null}""", null)]
    [InlineData("""{"reason":5}""", "'reason' must be text in quotes.")]
    [InlineData("""{"until":true}""", "'until' must be a number, or text in quotes.")]
    public void Parse_NullOrAnotherKind_IsLeftOutOrRefused(string body, string? refused) =>
        Assert.Equal(refused, FlatBody.Parse(Encoding.UTF8.GetBytes(body), s_numbers).Refusal?.Message);
}
