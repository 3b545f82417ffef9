using System.Diagnostics;
using KillSwitch.Tests;
using KillSwitch.WebConsole.Files;

namespace KillSwitch.WebConsole.Tests.Pages;

/// <summary>What pages fold and lay out is JavaScript, and so are its tests, *.test.mjs beside this: Node runs them.</summary>
public class PagesTests
{
    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Pages"), "*.test.mjs").Select(f => Path.GetFileName(f)!)];

    [NodeTheory]
    [MemberData(nameof(Files))]
    public async Task Run_TestsOfThePages_Pass(string file)
    {
        using var folder = new TempFolder();
        foreach (var (name, content) in ConsoleFiles.Load(Node.Directory).All)
        {
            var path = Path.Combine(folder, "pages", name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, content.Content.ToArray());
        }
        await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), """{"type":"module"}""");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Pages", file), Path.Combine(folder, file));

        using var node = Process.Start(new ProcessStartInfo("node", ["--test", file])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        })!;
        var said = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();

        Assert.True(node.ExitCode == 0, said);
        Assert.Matches(@"# pass [1-9]", said);
    }
}
