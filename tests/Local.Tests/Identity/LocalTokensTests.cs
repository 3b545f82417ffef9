using System.Globalization;
using KillSwitch.Local.Identity;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Local.Tests.Identity;

public sealed class LocalTokensTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(TradingDay.Opens);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Issue_KnownPerson_GivesATicketWithNameRolesAndExpiry()
    {
        var tokens = new LocalTokens(_folder, _time);

        var token = tokens.Issue("bob", 3).Value;

        Assert.Equal(_time.GetUtcNow().AddHours(3), token!.Expires);
        var ticket = tokens.Format.Unprotect(token.Value)!;
        Assert.Equal("bob", ticket.Principal.Identity!.Name);
        Assert.True(ticket.Principal.IsInRole("approver"));
        Assert.False(ticket.Principal.IsInRole("operator"));
        Assert.Equal(token.Expires, ticket.Properties.ExpiresUtc);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(169)]
    public void Issue_HoursOutOfRange_IsRefusedWithTheRange(int hours)
    {
        var outcome = new LocalTokens(_folder, _time).Issue("bob", hours);

        Assert.Null(outcome.Value);
        Assert.Equal(RefusalCode.FieldInvalid, outcome.Refusal!.Code);
        Assert.Equal($"--hours {hours} is outside 1 to 168. Give a number in that range, or leave it out for 8.", outcome.Refusal.Message);
    }

    [Theory]
    [InlineData("mallory")]
    [InlineData("Alice")]
    [InlineData("")]
    public void Issue_UnknownPerson_IsRefusedAndNamesTheKnown(string name)
    {
        var outcome = new LocalTokens(_folder, _time).Issue(name);

        Assert.Null(outcome.Value);
        Assert.Equal(RefusalCode.NotFound, outcome.Refusal!.Code);
        Assert.Contains("alice (operator), bob (approver)", outcome.Refusal.Message);
    }

    [Theory]
    [InlineData("{0}=")]
    [InlineData("{0} ")]
    [InlineData("{0}\n")]
    public void Unprotect_AnotherSpellingOfTheToken_IsNoToken(string spelling)
    {
        var tokens = new LocalTokens(_folder, _time);
        var issued = tokens.Issue("bob").Value!.Value;

        Assert.NotNull(tokens.Format.Unprotect(issued));
        Assert.Null(tokens.Format.Unprotect(string.Format(CultureInfo.InvariantCulture, spelling, issued)));
    }

    [Fact]
    public void RevokePerson_TokensOfBeforeAndAfter_OnlyHisOfBeforeEnd()
    {
        var server = new LocalTokens(_folder, _time);
        var (bobs, carols) = (server.Issue("bob").Value!.Value, server.Issue("carol").Value!.Value);

        new LocalTokens(_folder, _time).RevokePerson("bob");
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Null(server.Format.Unprotect(bobs));
        Assert.NotNull(server.Format.Unprotect(carols));
        Assert.NotNull(server.Format.Unprotect(server.Issue("bob").Value!.Value));
    }

    [Fact]
    public void RevokeToken_OneOfTwo_EndsThatOneAndSaysWhose()
    {
        var server = new LocalTokens(_folder, _time);
        var (one, other) = (server.Issue("bob").Value!.Value, server.Issue("bob").Value!.Value);

        Assert.Equal("bob", new LocalTokens(_folder, _time).RevokeToken(one));

        Assert.Null(server.Format.Unprotect(one));
        Assert.NotNull(server.Format.Unprotect(other));
        Assert.Null(server.RevokeToken(one));
        Assert.Null(server.RevokeToken("no token"));
    }

    [Fact]
    public void Unprotect_RevocationThatCannotBeRead_IsNoAllow()
    {
        var server = new LocalTokens(_folder, _time);
        server.RevokePerson("bob");
        _time.Advance(TimeSpan.FromMilliseconds(1));
        var token = server.Issue("bob").Value!.Value;

        File.WriteAllText(Directory.GetFiles(_folder.File("revoked")).Single(), "half a num");

        Assert.Null(server.Format.Unprotect(token));
    }

    [Fact]
    public void Issue_AnotherProcessOnTheSameFolder_ReadsTheToken()
    {
        var server = new LocalTokens(_folder, _time);

        var token = new LocalTokens(_folder, _time).Issue("alice").Value!;

        Assert.Equal("alice", server.Format.Unprotect(token.Value)?.Principal.Identity?.Name);
    }

    [Fact]
    public void Issue_AnotherFolder_CannotReadTheToken()
    {
        using var other = new TempFolder();
        var token = new LocalTokens(other, _time).Issue("alice").Value!;

        Assert.Null(new LocalTokens(_folder, _time).Format.Unprotect(token.Value));
    }

    [Fact]
    public void Issue_OneKeyForMany_KeysAreTheOwnersAlone()
    {
        for (var i = 0; i < 3; i++)
            _ = new LocalTokens(_folder, _time).Issue("alice");

        var keys = _folder.File("keys");
        var file = Assert.Single(Directory.GetFiles(keys));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(keys));
        }
    }

    [Fact]
    public void ToString_Token_DoesNotShowTheSecret()
    {
        var token = new LocalTokens(_folder, _time).Issue("alice").Value!;

        Assert.DoesNotContain(token.Value, token.ToString());
    }
}
