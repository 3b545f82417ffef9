using System.CommandLine;
using KillSwitch.Local.Cli;

namespace KillSwitch.Local.Tests.Cli;

/// <summary>A variable of a script that is not set is no path, no name and no scope.</summary>
public sealed class EmptyValuesTests
{
    public static TheoryData<string> Options =>
        [
            .. CommandLine
                .All()
                .SelectMany(c => c.Options.Where(o => o is not FreeText && o.HelpName is not null).Select(o => $"{c.Name} {o.Name}")),
        ];

    public static TheoryData<string> Arguments =>
        [
            .. CommandLine
                .All()
                .SelectMany(c => c.Arguments.Select((a, i) => $"{c.Name}{string.Concat(Enumerable.Repeat(" x", i))} {a.Name}")),
        ];

    [Theory]
    [MemberData(nameof(Options))]
    public void In_OptionGivenAsNothing_NamesIt(string typed)
    {
        var words = typed.Split(' ');

        Assert.StartsWith($"{words[^1]} is empty. ", Assert.Single(EmptyValues.In(Parse([.. words, ""]))), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Arguments))]
    public void In_ArgumentGivenAsNothing_NamesIt(string typed)
    {
        var words = typed.Split(' ');

        Assert.StartsWith($"{words[^1]} is empty. ", Assert.Single(EmptyValues.In(Parse([.. words[..^1], ""]))), StringComparison.Ordinal);
    }

    /// <summary>A record may have an empty key, and a blank can be looked for.</summary>
    [Fact]
    public void In_FreeText_TakesIt() => Assert.Empty(EmptyValues.In(Parse("tail", "orders.v1", "--key", "", "--grep", " ")));

    private static ParseResult Parse(params string[] arguments)
    {
        var root = new Command("root");
        foreach (var command in CommandLine.All())
            root.Subcommands.Add(command);
        return root.Parse(arguments);
    }
}
