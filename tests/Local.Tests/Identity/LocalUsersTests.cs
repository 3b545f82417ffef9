using KillSwitch.Local.Identity;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;
using KillSwitch.Workflows.People;

namespace KillSwitch.Local.Tests.Identity;

public sealed class LocalUsersTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void List_NewFolder_CreatesTheFourPeople()
    {
        var users = new LocalUsers(_folder).List();

        Assert.Equal(["alice", "bob", "carol", "dave"], users.Select(u => u.Name));
        Assert.Equal([Role.Operator, Role.Approver, Role.Approver, Role.Observer], users.SelectMany(u => u.Roles));
        Assert.True(File.Exists(_folder.File("users.json")));
    }

    [Fact]
    public void Find_PersonAddedToTheFile_IsKnownWithoutRestart()
    {
        var users = new LocalUsers(_folder);
        Assert.Null(users.Find("erin"));

        File.WriteAllText(users.Path, """
            {
              // comments and a trailing comma are what people write
              "users": [{"name": "erin", "roles": ["operator", "approver"]},],
            }
            """);

        Assert.Equal([Role.Operator, Role.Approver], users.Find("erin")!.Roles);
    }

    [Theory]
    [InlineData("not json", "cannot be read")]
    [InlineData("{}", "no list of 'users'")]
    [InlineData("""{"users": []}""", "nobody stands in it")]
    [InlineData("""{"users": [null]}""", "cannot be a name")]
    [InlineData("""{"users": [{"name": "Erin", "roles": ["approver"]}]}""", "'Erin' cannot be a name")]
    [InlineData("""{"users": [{"name": "erin", "roles": []}]}""", "'erin' has no roles; give one or more of observer, operator, approver")]
    [InlineData("""{"users": [{"name": "erin", "roles": ["admin"]}]}""", "cannot be read")]
    [InlineData(
        """{"users": [{"name": "erin", "roles": ["approver"]}, {"name": "erin", "roles": ["operator"]}]}""",
        "'erin' stands in it twice"
    )]
    [InlineData("""{"users": [{"name": "erin", "role": "approver"}]}""", "cannot be read")]
    public void List_WrongFile_SaysWhatAndHowItShouldLook(string content, string expected)
    {
        var users = new LocalUsers(_folder);
        File.WriteAllText(users.Path, content);

        var e = Assert.Throws<UsersFileException>(() => users.List());

        Assert.StartsWith(users.Path, e.Message);
        Assert.Contains(expected, e.Message);
        Assert.Contains("It should look like {\"users\"", e.Message);
    }

    [Fact]
    public void List_ManyAtOnceOnANewFolder_AllSeeAWholeFile()
    {
        var lists = Enumerable
            .Range(0, 32)
            .AsParallel()
            .WithDegreeOfParallelism(8)
            .Select(_ => new LocalUsers(_folder).List().Count)
            .ToList();

        Assert.All(lists, count => Assert.Equal(4, count));
        Assert.Equal(["users.json"], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }
}
