using KillSwitch.Api.Requests;
using KillSwitch.Local.Tests.Api.Support;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Local.Tests.Api;

public sealed class DocumentationTests
{
    [Fact]
    public void Refusals_EveryCode_StandsThereWithItsNameAndStatus()
    {
        var written = Rows("refusals.md").Where(r => int.TryParse(r[0], out _)).Select(r => $"{r[0]} {r[1]} {r[2]}");

        Assert.Equal(Enum.GetValues<RefusalCode>().Select(c => $"{(int)c} {c} {RefusalStatus.Of(c)}"), written);
    }

    [Fact]
    public async Task Api_EveryRoute_StandsThere()
    {
        await using var stack = await ApiStack.StartAsync();
        var mapped = stack.Api.Routes.Where(r => r.IsListed).Select(r => $"`{r.Methods[0]} {r.Pattern}`");

        Assert.Equal(mapped.Order(), Rows("api.md").Select(r => r[0]).Where(c => c.StartsWith('`')).Order());
    }

    private static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(Path.Combine(Root(), "docs", file))
            .Where(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray());

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "KillSwitch.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return folder;
    }
}
