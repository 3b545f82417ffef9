using KillSwitch.Local.Tests.Stack;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;

namespace KillSwitch.Local.Tests.Cli;

[Collection(ProcessesCollection.Name)]
public sealed class LimitsCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Limits_File_ShowsLimitsAndWhoIsInItsGroups()
    {
        var said = await SaidAsync("limits", Limits("now", qty: 900, "12345", "777"));

        Assert.Contains("│ GROUP:prop │ max_qty  │ 900        │", said, StringComparison.Ordinal);
        Assert.Contains("│ GROUP:prop │ accounts │ 12345, 777 │", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Against_LimitAndGroupThatChanged_ShowsBoth()
    {
        var before = Limits("before", qty: 500, "12345", "42");

        var said = await SaidAsync("limits", Limits("now", qty: 900, "12345", "777"), "--against", before);

        Assert.Contains("│ GROUP:prop │ max_qty  │ 500    │ 900   │ looser │", said, StringComparison.Ordinal);
        Assert.Contains("│ GROUP:prop │ accounts │ 42     │ -     │ left   │", said, StringComparison.Ordinal);
        Assert.Contains("│ GROUP:prop │ accounts │ -      │ 777   │ joined │", said, StringComparison.Ordinal);
        Assert.DoesNotContain("12345", said, StringComparison.Ordinal);
    }

    private string Limits(string name, int qty, params string[] accounts)
    {
        var file = _folder.File(name + ".json");
        File.WriteAllText(
            file,
            $$$$"""{"limits":{"GROUP:prop":{"max_qty":{{{{qty}}}}}},"groups":{"prop":["{{{{string.Join("\",\"", accounts)}}}}"]}}"""
        );
        return file;
    }

    private static async Task<string> SaidAsync(params string[] arguments)
    {
        await using var program = LocalProgram.Start(arguments);
        Assert.True(await program.EndAsync() == 0, program.Said);
        return program.Said;
    }
}
