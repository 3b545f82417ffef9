using System.CommandLine;
using System.Globalization;
using KillSwitch.Hosting;
using KillSwitch.Local.Acts;
using KillSwitch.Workflows.LimitChanges;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Text;
using Spectre.Console;

namespace KillSwitch.Local.Cli;

/// <summary>
/// <c>./run limits</c>: what holds in the stack that runs; with a file, checks that, shows it, or what it changes of another one.
/// </summary>
internal static class LimitsCommand
{
    private const string Accounts = "accounts";

    /// <summary>How many accounts of a group are named; of more, how many there are.</summary>
    private const int MostNamed = 10;

    public static Command Create()
    {
        var file = new Argument<FileInfo?>("FILE.json")
        {
            Description = "A limits file, as --limits of demo and local takes it. Without one: the limits of the stack that runs.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var against = new Option<FileInfo?>("--against")
        {
            Description = "Show what FILE.json changes of that one: limits that are tighter, looser, new or gone; accounts that come into a group or leave it.",
            HelpName = "OTHER.json",
        };
        var command = new Command("limits", "Show the limits of the stack that runs; or check a limits file, or compare two.")
        {
            file, against,
        };
        var running = new ActOptions("alice");
        running.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
            parsed.GetValue(file) is { } one
                ? Task.FromResult(Show(one, parsed.GetValue(against)))
                : parsed.GetValue(against) is null
                    ? running.ActAsync(parsed, (_, desk, ct) => desk.ShowAsync("/limits", ShowRunning, ct), cancellationToken)
                    : throw new CannotStartException("--against compares two files. Name the other one: ./run limits FILE.json --against OTHER.json")
        );
        return command;
    }

    private static int Show(FileInfo file, FileInfo? against)
    {
        try
        {
            var limits = LimitsReader.Load(file.FullName);
            Terminal.Console().Write(against is null ? Table(limits) : Changes(LimitsReader.Load(against.FullName), limits));
            return 0;
        }
        catch (LimitsException e)
        {
            throw new CannotStartException(e.Message, e);
        }
    }

    private static void ShowRunning(OperatorReply reply)
    {
        var view = reply.As(OperatorsJson.Default.LimitTableView);
        if (view.Limits.Count == 0)
            Terminal.Console().MarkupLine("Orders are held against no limit.");
        else
            Terminal.Console().Write(Table(view.Limits));
        foreach (var change in view.Changes)
            Terminal.Console().MarkupLine(Markup.Escape($"{change.ChangeId}: {VisibleText.Of(change.Standing)}"));
    }

    private static Table Table(IReadOnlyList<LimitView> limits)
    {
        var table = new Table().RoundedBorder().AddColumns("whose", "rule", "limit", "from", "until");
        foreach (var limit in limits)
        {
            table.AddRow(
                Markup.Escape(limit.Owner),
                Name(limit.Rule),
                LimitWords.Value(limit.Rule, limit.Value),
                Markup.Escape(limit.ChangeId is { } change ? $"{change}, {VisibleText.Of(limit.AskedBy ?? "")}" : "the file"),
                limit.Until is null ? "" : Standing.Clock(limit.Until)
            );
        }
        return table;
    }

    private static Table Table(LimitTable limits)
    {
        var table = new Table().RoundedBorder().AddColumns("whose", "rule", "limit");
        foreach (var line in LimitLine.Of(limits))
            table.AddRow(Markup.Escape(line.Owner), Name(line.Rule), Value(line));
        foreach (var group in limits.Members.GroupBy(m => m.Group, m => m.Account.Value))
            table.AddRow(Markup.Escape(group.Key), Accounts, Markup.Escape(Named([.. group])));
        return table;
    }

    private static Table Changes(LimitTable before, LimitTable after)
    {
        var (old, @new) = (ByKey(before), ByKey(after));
        var table = new Table().RoundedBorder().AddColumns("whose", "rule", "before", "after", "");
        foreach (var key in old.Keys.Union(@new.Keys))
        {
            var (was, becomes) = (old.GetValueOrDefault(key), @new.GetValueOrDefault(key));
            if (was == becomes)
                continue;
            var says = was is null ? "new" : becomes is null ? "gone" : becomes.IsTighterThan(was) ? "tighter" : "looser";
            table.AddRow(Markup.Escape(key.Owner), Name(key.Rule), Value(was), Value(becomes), says);
        }
        foreach (var (group, account) in before.Members.Except(after.Members))
            table.AddRow(Markup.Escape(group), Accounts, Markup.Escape(account.Value), "-", "left");
        foreach (var (group, account) in after.Members.Except(before.Members))
            table.AddRow(Markup.Escape(group), Accounts, "-", Markup.Escape(account.Value), "joined");
        return table;
    }

    private static string Named(List<string> accounts) =>
        string.Join(", ", accounts.Take(MostNamed))
        + (accounts.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {accounts.Count - MostNamed:N0} more") : "");

    private static Dictionary<(string Owner, LimitRule Rule), LimitLine> ByKey(LimitTable limits) =>
        LimitLine.Of(limits).ToDictionary(line => (line.Owner, line.Rule));

    private static string Name(LimitRule rule) => LimitRules.NameOf(rule);

    private static string Value(LimitLine? line) => line switch
    {
        null => "-",
        { Rule: LimitRule.Restricted } => "yes",
        _ => line.Value.ToString("#,0.########", CultureInfo.InvariantCulture),
    };
}
