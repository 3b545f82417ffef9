using System.CommandLine;
using System.Globalization;
using KillSwitch.Local.Acts;
using KillSwitch.Workflows.Auditing;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Text;
using Spectre.Console;

namespace KillSwitch.Local.Cli;

/// <summary><c>./run state</c>, <c>incidents</c>, <c>audit</c>: how things stand, and how they came about.</summary>
internal static class LookCommands
{
    private const int LongestReason = 160;

    public static IEnumerable<Command> All() => [State(), Incidents(), Audit()];

    private static Command State() =>
        new ActOptions("alice").Command(
            "state",
            "What is killed, and what was lately.",
            [],
            (_, desk, cancellationToken) => desk.ShowAsync("/state", ShowStates, cancellationToken)
        );

    private static Command Incidents()
    {
        var one = new Argument<string?>("INCIDENT")
        {
            Description = "One of them: its kills, requests and decisions.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var scope = new Option<string?>("--scope") { Description = "Only those of this scope.", HelpName = "SCOPE" };
        var before = new Option<string?>("--before") { Description = "Older ones: what comes after this one.", HelpName = "INCIDENT" };
        var limit = WholeNumber.Option(
            "--limit", "How many.", "N", IncidentsRequest.DefaultLimit, 1, IncidentsRequest.MaxLimit);
        return new ActOptions("alice").Command(
            "incidents",
            "The incidents, newest first; or one, with all that was done about it.",
            [one, scope, before, limit],
            (parsed, desk, cancellationToken) =>
            {
                if (parsed.GetValue(one) is { } id)
                    return desk.ShowAsync($"/incidents/{Uri.EscapeDataString(id)}", ShowIncident, cancellationToken);
                var most = parsed.GetValue(limit);
                var query = Query(
                    ("limit", most.ToString(CultureInfo.InvariantCulture)),
                    ("scope", parsed.GetValue(scope)),
                    ("before", parsed.GetValue(before))
                );
                return desk.ShowAsync($"/incidents?{query}", reply => ShowIncidents(reply, most), cancellationToken);
            }
        );
    }

    private static Command Audit()
    {
        static (string Query, Option<string?> Option) Of(string query, string name, string description, string value) =>
            (query, new Option<string?>(name) { Description = description, HelpName = value });
        (string Query, Option<string?> Option)[] filters =
        [
            Of("order_id", "--order", "Of this order.", "ID"),
            Of("account_id", "--account", "Decisions about orders of this account.", "ID"),
            Of("incident_id", "--incident", "Of this incident, its steps and the orders that it held back; or of this change of a limit (lc-…).", "ID"),
            Of("scope", "--scope", "About this scope, or held back by it.", "SCOPE"),
            Of("actor", "--actor", "Steps and acts by this person or service: bob, detector.", "WHO"),
            Of("decision", "--decision", "Decisions of this kind: ALLOW, DROP or REJECT.", "KIND"),
            Of("step", "--step", "Steps and acts of this name: PublishKilled, ApprovalDecided.", "NAME"),
            Of("from", "--from", "From this time on: milliseconds since 1970, or 2026-11-30T15:04:05Z.", "TIME"),
            Of("to", "--to", "Up to this time.", "TIME"),
            Of("cursor", "--cursor", "Go on where the answer before ended, with the same filters.", "CURSOR"),
        ];
        var limit = WholeNumber.Option("--limit", "How many records.", "N", AuditQuestion.DefaultLimit, 1, AuditQuestion.MaxLimit);
        return new ActOptions("alice").Command(
            "audit",
            "What was held back and done, oldest first: each order's decision, each step of an incident.",
            [.. filters.Select(f => f.Option), limit],
            (parsed, desk, cancellationToken) =>
            {
                var query = filters
                    .Select(f => (f.Query, Value: parsed.GetValue(f.Option)))
                    .Where(f => f.Value is not null)
                    .Select(f => $"&{f.Query}={Uri.EscapeDataString(f.Value!)}");
                var path = string.Create(CultureInfo.InvariantCulture, $"/audit?limit={parsed.GetValue(limit)}{string.Concat(query)}");
                return desk.ShowAsync(path, ShowAudit, cancellationToken);
            }
        );
    }

    private static string Query(params (string Name, string? Value)[] given) =>
        string.Join('&', given.Where(g => g.Value is not null).Select(g => $"{g.Name}={Uri.EscapeDataString(g.Value!)}"));

    private static void ShowStates(OperatorReply reply)
    {
        var states = reply.As(OperatorsJson.Default.IReadOnlyListScopeStateView);
        if (states.Count == 0)
            Console.WriteLine("Nothing is killed, and nothing was lately.");
        else
            Show(
                ["scope", "stands", "since", "incident", "phase", "reason"],
                states.Select(s => new[]
                {
                    s.Scope.ToString(),
                    Standing.Words(s),
                    Standing.Clock(s.InForceTs ?? s.RestoredTs ?? s.UpdatedTs),
                    s.IncidentId,
                    ContractWord.Of(s.Phase, OperatorsJson.Default.IncidentPhase),
                    s.CauseCount == 1 ? Brief(s.LatestReason) : $"{Brief(s.LatestReason)} (the latest of {s.CauseCount} kills)",
                })
            );
    }

    /// <summary>A long reason would push everything else off the screen; all of it is in the incident.</summary>
    private static string Brief(string reason) => reason.Length <= LongestReason ? reason : $"{reason[..LongestReason].TrimEnd()}…";

    private static void ShowIncidents(OperatorReply reply, int most)
    {
        var incidents = reply.As(OperatorsJson.Default.IReadOnlyListIncidentSummary);
        if (incidents.Count == 0)
            Console.WriteLine("There has been no such incident.");
        else
            Show(
                ["incident", "scope", "phase", "opened", "closed", "by", "reason"],
                incidents.Select(i => new[]
                {
                    i.IncidentId,
                    i.Scope.ToString(),
                    ContractWord.Of(i.Phase, OperatorsJson.Default.IncidentPhase),
                    Standing.Clock(i.OpenedTs),
                    Standing.Clock(i.ClosedTs),
                    i.TriggeredBy,
                    Brief(i.Reason),
                })
            );
        if (incidents.Count == most)
            Console.Error.WriteLine($"  There may be more: --before {incidents[^1].IncidentId} shows older ones.");
    }

    private static void ShowIncident(OperatorReply reply)
    {
        foreach (var line in IncidentStory.Of(reply.As(OperatorsJson.Default.IncidentView)))
            Console.WriteLine(VisibleText.Of(line));
    }

    private static void ShowAudit(OperatorReply reply)
    {
        var page = reply.Body!;
        var records = page["entries"]!.AsArray().Select(e => e!["record"]!).Reverse().ToList();
        if (records.Count == 0)
            Console.WriteLine("Nothing of it is in the audit's index.");
        foreach (var record in records)
            Console.WriteLine(VisibleText.Of(AuditLine.Of(record)));
        foreach (var reason in page["incomplete_because"]!.AsArray())
            Console.Error.WriteLine($"  Not complete: {reason}");
        if (page["next_cursor"] is { } cursor)
            Console.Error.WriteLine($"  Older ones: the same with --cursor {cursor}");
    }

    private static void Show(string[] columns, IEnumerable<string[]> rows)
    {
        // Without a line above: what takes the first line of the output gets the columns' names.
        var table = new Table().Border(TableBorder.None);
        table.AddColumns(columns);
        foreach (var row in rows)
            table.AddRow([.. row.Select(text => Markup.Escape(VisibleText.Of(text)))]);
        Terminal.Console().Write(table);
    }
}
