using System.Globalization;
using System.Text.RegularExpressions;
using KillSwitch.Tests;

namespace KillSwitch.Architecture.Tests;

/// <summary>A log line's id names one line of the whole system: whoever filters or counts by it must not get another project's.</summary>
public sealed partial class EventIdsTests
{
    private static readonly IReadOnlyList<LogFile> s_files = [.. House.Sources("src", "cdk", "spark").Select(LogFile.Of).OfType<LogFile>()];

    public static TheoryData<string> Files => [.. s_files.Select(f => f.Path)];

    [Fact]
    public void Files_OfLogLines_AreOneAProject() =>
        Assert.All(s_files, file => Assert.Equal(3, file.Path.Split('/').Length));

    [Theory]
    [MemberData(nameof(Files))]
    public void Ids_OfAProject_AreWithinTheRangeItStates(string path)
    {
        var file = s_files.Single(f => f.Path == path);

        Assert.All(file.Lines, line => Assert.InRange(line.Id, file.From, file.To));
    }

    [Fact]
    public void Ranges_OfTwoProjects_DoNotOverlap()
    {
        var ranges = s_files.OrderBy(f => f.From).ToList();

        Assert.All(
            ranges.Zip(ranges.Skip(1)),
            pair => Assert.True(pair.First.To < pair.Second.From, $"{pair.First.Path} and {pair.Second.Path}"));
    }

    [Fact]
    public void Ids_OfAllLines_AreUnique() => AssertUnique(s_files.SelectMany(f => f.Lines).Select(line => $"{line.Id}"));

    [Fact]
    public void Messages_OfAllLines_AreUnique() => AssertUnique(s_files.SelectMany(f => f.Lines).Select(line => line.Message));

    private static void AssertUnique(IEnumerable<string> values) =>
        Assert.Empty(values.GroupBy(v => v).Where(g => g.Count() > 1).Select(g => g.Key));

    /// <param name="Path">From the repository's root, with slashes.</param>
    /// <param name="From">The first id its documentation gives the project.</param>
    /// <param name="To">The last.</param>
    /// <param name="Lines">What it declares.</param>
    private sealed record LogFile(string Path, int From, int To, IReadOnlyList<(int Id, string Message)> Lines)
    {
        /// <returns>Null where the file declares no log lines.</returns>
        public static LogFile? Of(string file)
        {
            var text = File.ReadAllText(file);
            var path = System.IO.Path.GetRelativePath(SourceTree.Root, file).Replace('\\', '/');
            var lines = Line().Matches(text).Select(m => (Number(m.Groups[1]), m.Groups[2].Value)).ToList();
            // What the pattern does not know would go unchecked.
            Assert.Equal(text.Split("LoggerMessage(").Length - 1, lines.Count);
            if (lines.Count == 0)
                return null;
            var range = Range().Match(text);
            Assert.True(range.Success, $"{path} does not say which event ids are its own: \"Event ids 2000 to 2199\".");
            return new LogFile(path, Number(range.Groups[1]), Number(range.Groups[2]), lines);
        }

        private static int Number(Group digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);
    }

    /// <summary>A long message may be put together of several pieces.</summary>
    [GeneratedRegex("""\[LoggerMessage\(\s*(?:EventId = )?([0-9]+),\s[^"]*((?:"(?:[^"\\]|\\.)*"[\s+]*)+)\)\]""")]
    private static partial Regex Line();

    [GeneratedRegex("Event ids ([0-9]+) to ([0-9]+)")]
    private static partial Regex Range();
}
