using KillSwitch.Cdk.Shared;

namespace KillSwitch.Cdk.Tests.Functions;

/// <summary>The tables of src/Functions/README.md, which says what of the functions the stacks must give them.</summary>
internal static class ReadmeTables
{
    private static readonly string[] s_lines = File.ReadAllLines(Repository.Path("src", "Functions", "README.md"));

    /// <summary>Rows of the table whose first heading is this, as cells without their backticks.</summary>
    public static IReadOnlyList<string[]> Rows(string section) =>
        [.. s_lines.SkipWhile(l => l != $"## {section}").Skip(1).TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal))
            .Where(l => l.StartsWith('|'))
            .Select(l => l.Trim('|').Split('|').Select(c => c.Trim()).ToArray())
            .Where((_, row) => row != 1)];
}
