using KillSwitch.Local.Identity;
using KillSwitch.Local.Mail;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;
using KillSwitch.Workflows.Ports;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Local.Tests.Mail;

public sealed class MailUsersTests : IDisposable
{
    private const string Erin = """{"users": [{"name": "erin", "email": "erin@example.com", "roles": ["approver"]}]}""";

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(TradingDay.Opens);
    private readonly LogLines _log = new();
    private readonly LocalUsers _file;
    private readonly MailUsers _users;

    public MailUsersTests()
    {
        _file = new LocalUsers(_folder);
        _users = new MailUsers(_file, _time, _log.Factory.CreateLogger<MailUsers>());
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Look_Readable_IsTheFileAsItIsNow()
    {
        _users.Look();
        File.WriteAllText(_file.Path, Erin);

        var known = _users.Look();

        Assert.Equal(["erin"], known.People.Select(p => p.Name));
        Assert.Equal((null, false), (known.Trouble, known.IsRemembered));
        Assert.Equal("", _log.ToString());
    }

    [Fact]
    public void Look_TwoNamesWithOneAddress_IsSaidOnce()
    {
        File.WriteAllText(
            _file.Path,
            """{"users": [{"name": "erin", "email": "E@example.com", "roles": ["approver"]}, {"name": "er", "email": "e@example.com ", "roles": ["operator"]}]}"""
        );

        _users.Look();
        var known = _users.Look();

        Assert.StartsWith("erin and er have one mail address", known.Warning);
        Assert.Single(_log.ToString().Split('\n'), line => line.Contains("erin and er", StringComparison.Ordinal));
    }

    public static TheoryData<string, Action<string>> Broken => new()
    {
        { "half a file", path => File.WriteAllText(path, "{") },
        { "an empty file", path => File.WriteAllText(path, "") },
        { "nobody in it", path => File.WriteAllText(path, """{"users": []}""") },
        { "a role there is not", path => File.WriteAllText(path, """{"users": [{"name": "erin", "roles": ["king"]}]}""") },
        { "a directory", path => { File.Delete(path); Directory.CreateDirectory(path); } },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Look_Unreadable_AreThosePeopleWhomItHadLast(string how, Action<string> breaks)
    {
        _users.Look();
        File.WriteAllText(_file.Path, Erin);
        _users.Look();
        _time.Advance(TimeSpan.FromMinutes(1));
        breaks(_file.Path);

        var known = _users.Look();

        Assert.True(known.IsRemembered, how);
        Assert.Equal(["erin"], known.People.Select(p => p.Name));
        Assert.Equal("mail goes to the 1 people it had at 2025-01-02 14:30:00Z", known.MailGoesTo);
        Assert.Contains(_file.Path, known.Trouble);
    }

    [Fact]
    public void Look_NeverReadable_IsNobody()
    {
        File.WriteAllText(_file.Path, "{");

        var known = _users.Look();

        Assert.Empty(known.People);
        Assert.Equal((false, "mail goes to nobody until it can be read"), (known.IsRemembered, known.MailGoesTo));
    }

    [Fact]
    public void Look_BrokenAndMended_IsLoggedOnceEach()
    {
        _users.Look();
        File.WriteAllText(_file.Path, "{");
        _users.Look();
        _users.Look();
        File.WriteAllText(_file.Path, Erin);
        _users.Look();
        _users.Look();

        Assert.Collection(
            _log.ToString().Split('\n'),
            line => Assert.StartsWith($"{_file.Path} cannot be read; mail goes to the 4 people it had at 2025-01-02 14:30:00Z. ", line),
            line => Assert.Equal($"{_file.Path} can be read again; mail goes to the people in it ", line)
        );
    }

    /// <summary>Mail may be rare: a colleague added since the last one is remembered all the same.</summary>
    [Fact]
    public async Task Run_FileChangesWithoutAnyMail_IsRemembered()
    {
        using var stop = new CancellationTokenSource();
        var running = _users.RunAsync(stop.Token);
        await Until.TrueAsync("it has looked", () => Task.FromResult(_users.Known.People.Count == 4));
        File.WriteAllText(_file.Path, Erin);

        await Until.TrueAsync("it looked again", () =>
        {
            _time.Advance(TimeSpan.FromSeconds(2));
            return Task.FromResult(_users.Known.People.Count == 1);
        });

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    /// <summary>What is remembered is for mail. Who may approve, and who somebody is, is not known until the file says so.</summary>
    [Fact]
    public async Task Look_Unreadable_NobodyIsAnApproverAndNobodyIsIssuedAToken()
    {
        var approvers = new LocalApprovers(_file);
        var tokens = new LocalTokens(_folder, _time);
        _users.Look();
        await approvers.ListAsync(default);
        File.WriteAllText(_file.Path, "{");
        _users.Look();

        await Assert.ThrowsAsync<DirectoryUnavailableException>(() => approvers.ListAsync(default));
        Assert.Throws<UsersFileException>(() => tokens.Issue("bob"));
    }
}
