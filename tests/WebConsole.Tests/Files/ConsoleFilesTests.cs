using System.Text;
using System.Text.RegularExpressions;
using KillSwitch.Tests;
using KillSwitch.WebConsole.Files;

namespace KillSwitch.WebConsole.Tests.Files;

public partial class ConsoleFilesTests
{
    [NodeFact]
    public void Load_WhatAPageAsksFor_IsThere()
    {
        var files = ConsoleFiles.Load(Node.Directory);

        foreach (var (name, file) in files.All.Where(f => f.Key.StartsWith("app/", StringComparison.Ordinal)))
        {
            foreach (var path in Asked(AnyImports(), name, file))
                Assert.True(files.All.ContainsKey(path), $"{name} imports {path}, which is not there");
        }
        foreach (var asked in References().Matches(Text(files.Find("")!)).Select(m => m.Groups[1].Value))
            Assert.True(files.All.ContainsKey(asked), $"the page asks for {asked}");
    }

    [NodeFact]
    public void Load_WhatTheFirstPageLoads_IsSmall()
    {
        var files = ConsoleFiles.Load(Node.Directory);
        var loaded = new HashSet<string> { "index.html" };
        var due = new Queue<string>(References().Matches(Text(files.Find("")!)).Select(m => m.Groups[1].Value));
        while (due.TryDequeue(out var name))
        {
            if (!loaded.Add(name) || !name.StartsWith("app/", StringComparison.Ordinal))
                continue;
            foreach (var path in Asked(Imports(), name, files.All[name]))
                due.Enqueue(path);
        }

        Assert.Contains("npm/uplot.js", loaded);
        Assert.DoesNotContain("npm/dagre.js", loaded);
        Assert.InRange(loaded.Sum(name => files.All[name].Content.Length), 10_000, 300_000);
    }

    [Fact]
    public void OfPages_NoPage_AsksForAnythingElsewhere() =>
        Assert.All(
            ConsoleFiles.OfPages().All.Where(f => !f.Key.EndsWith(".svg", StringComparison.Ordinal)),
            f => Assert.DoesNotMatch("https?://", Text(f.Value))
        );

    [Fact]
    public void OfPages_NothingIsInline_AsThePolicyForbidsIt()
    {
        var page = Text(ConsoleFiles.OfPages().Find("")!);

        Assert.DoesNotMatch(@"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=", page);
    }

    [Fact]
    public void Find_PathThatIsNoFile_GivesNothing()
    {
        var files = ConsoleFiles.OfPages();

        Assert.Null(files.Find("../KillSwitch.WebConsole.csproj"));
        Assert.Null(files.Find("app/"));
        Assert.Equal("text/html; charset=utf-8", files.Find("")!.ContentType);
    }

    [Fact]
    public void ETag_OfOtherContent_IsAnother() =>
        Assert.NotEqual(new ConsoleFile("text/css", "a"u8.ToArray()).ETag, new ConsoleFile("text/css", "b"u8.ToArray()).ETag);

    [Fact]
    public void Load_PackagesAreMissing_SaysWhatToDo() =>
        Assert.Contains("./run setup", Assert.Throws<Hosting.CannotStartException>(() => ConsoleFiles.Load("/nowhere")).Message);

    private static string Text(ConsoleFile file) => Encoding.UTF8.GetString(file.Content.Span);

    private static IEnumerable<string> Asked(Regex imports, string name, ConsoleFile file) =>
        imports.Matches(Text(file)).Select(m => new Uri(new Uri($"http://x/{name}"), m.Groups[1].Value).AbsolutePath[1..]);

    /// <summary>What is loaded with a file.</summary>
    [GeneratedRegex(@"from '([^']+)'")]
    private static partial Regex Imports();

    /// <summary>That, and what is loaded when it is needed.</summary>
    [GeneratedRegex(@"(?:from |import\()'([^']+)'")]
    private static partial Regex AnyImports();

    [GeneratedRegex(@"(?:src|href)=""([^""#]+)""")]
    private static partial Regex References();
}
