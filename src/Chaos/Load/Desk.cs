using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using KillSwitch.Chaos.Evidence;
using KillSwitch.Chaos.Watching;
using KillSwitch.Local.Acts;
using KillSwitch.Local.Identity;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Chaos.Load;

/// <summary>
/// What people can do at the operator API, each under a token of his own; what was accepted is noted in the ledger. Thread-safe.
/// </summary>
internal sealed class Desk : IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<string, PersistentCaller> _people;
    private readonly StateWatch _states;
    private readonly Ledger _ledger;
    private readonly RunClock _clock;
    private readonly ConcurrentDictionary<string, int> _answers = new();

    public Desk(string data, Func<string?> api, StateWatch states, Ledger ledger, RunClock clock)
    {
        _states = states;
        _ledger = ledger;
        _clock = clock;
        var tokens = new LocalTokens(data, clock.Time);
        var issued = LocalUsers.Defaults.ToDictionary(u => u.Name, u => tokens.Issue(u.Name).Value!.Value);
        Tokens = [.. issued.Values];
        _people = issued.ToDictionary(i => i.Key, i => new PersistentCaller(i.Key, i.Value, api, clock));
    }

    /// <summary>Must stand nowhere.</summary>
    public IReadOnlyList<string> Tokens { get; }

    /// <summary>How often each act got which answer: <c>kill 202</c>.</summary>
    public IReadOnlyDictionary<string, int> Answers => _answers;

    public Task<CommandReceipt?> KillAsync(string who, Scope scope, string reason, CancellationToken cancellationToken) =>
        CommandAsync(who, "kill", CommandAction.Kill, scope, reason, cancellationToken);

    /// <returns>Null where it was refused: nothing to restore, or asked for already.</returns>
    public Task<CommandReceipt?> AskAsync(string who, Scope scope, string reason, CancellationToken cancellationToken) =>
        CommandAsync(who, "unkill", CommandAction.Unkill, scope, reason, cancellationToken);

    /// <summary>Kills a scope and waits for it to be published.</summary>
    public async Task UntilKilledAsync(string who, Scope scope, string reason, CancellationToken cancellationToken)
    {
        await KillAsync(who, scope, reason, cancellationToken);
        await _states.UntilKilledAsync(scope, cancellationToken);
    }

    /// <summary>One asks for a scope to be restored, another approves. Returns when it is, or false where it came to nothing.</summary>
    public async Task<bool> RestoreAsync(
        string asker,
        string approver,
        Scope scope,
        string reason,
        TimeSpan patience,
        CancellationToken cancellationToken
    )
    {
        if (await AskAsync(asker, scope, reason, cancellationToken) is not { IncidentId: { } incident }
            || await LinkAsync(approver, incident, patience, cancellationToken) is not { } link
            || await DecideAsync(approver, link, "APPROVE", reason, cancellationToken) is null)
            return false;
        await _states.UntilRestoredAsync(scope, cancellationToken);
        return true;
    }

    /// <summary>
    /// The link that was mailed, under which an incident's pending request can be decided; null if there is none within a while.
    /// </summary>
    public async Task<string?> LinkAsync(string who, string incidentId, TimeSpan patience, CancellationToken cancellationToken)
    {
        for (var until = _clock.Now + patience; _clock.Now < until;)
        {
            if (await IncidentAsync(who, incidentId, cancellationToken) is { } incident && incident.Requests is [.., { LinkId: { } link }]
                && (await MailedLinksAsync(who, cancellationToken)).Contains(link))
                return link;
            await Task.Delay(Poll, _clock.Time, cancellationToken);
        }
        return null;
    }

    public async Task<IncidentView?> IncidentAsync(string who, string incidentId, CancellationToken cancellationToken)
    {
        var reply = await _people[who].GetAsync($"/incidents/{incidentId}", cancellationToken);
        return reply.Ok ? reply.Body.Deserialize(OperatorsJson.Default.IncidentView) : null;
    }

    /// <summary>The links in the mail, newest first.</summary>
    private async Task<IReadOnlyList<string>> MailedLinksAsync(string who, CancellationToken cancellationToken)
    {
        var mails = (await _people[who].GetAsync("/mailbox?limit=1000", cancellationToken)).Body as JsonArray ?? [];
        return [.. mails.Select(m => m?["link"]?.GetValue<string>()).OfType<string>().Select(link => new Uri(link).Segments[^1])];
    }

    /// <returns>Null where it was refused.</returns>
    public async Task<DecisionReceipt?> DecideAsync(
        string who,
        string link,
        string verdict,
        string reason,
        CancellationToken cancellationToken
    )
    {
        var sent = _clock.Now;
        var reply = await _people[who]
            .PostAsync($"/approvals/{link}", new JsonObject { ["decision"] = verdict, ["reason"] = reason }, cancellationToken);
        Count(verdict.ToLowerInvariant(), reply);
        if (!reply.Ok)
            return null;
        var receipt = reply.Body.Deserialize(OperatorsJson.Default.DecisionReceipt)!;
        _ledger.Add(new LedgerDecision(receipt.IncidentId, receipt.Request, receipt.By, receipt.Verdict, sent, _clock.Now));
        return receipt;
    }

    /// <returns>Null where it was refused: another change is pending, or nothing would change.</returns>
    public async Task<LimitReceipt?> AskLimitAsync(
        string who,
        string owner,
        decimal? maxQty,
        string reason,
        CancellationToken cancellationToken
    )
    {
        var body = new JsonObject { ["owner"] = owner, ["rule"] = "max_qty", ["value"] = maxQty, ["reason"] = reason };
        var reply = await _people[who].PostAsync("/limits", body, cancellationToken);
        Count("limit", reply);
        return reply.Ok ? reply.Body.Deserialize(OperatorsJson.Default.LimitReceipt) : null;
    }

    public async Task<LimitChangeView?> LimitChangeAsync(string who, string changeId, CancellationToken cancellationToken)
    {
        var reply = await _people[who].GetAsync($"/limits/changes/{changeId}", cancellationToken);
        return reply.Ok ? reply.Body.Deserialize(OperatorsJson.Default.LimitChangeView) : null;
    }

    /// <summary>Decides about a change of a limit.</summary>
    public async Task DecideLimitAsync(string who, string link, string verdict, string reason, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["decision"] = verdict, ["reason"] = reason };
        Count($"limit {verdict.ToLowerInvariant()}", await _people[who].PostAsync($"/approvals/{link}", body, cancellationToken));
    }

    public void Dispose()
    {
        foreach (var person in _people.Values)
            person.Dispose();
    }

    private async Task<CommandReceipt?> CommandAsync(
        string who,
        string path,
        CommandAction action,
        Scope scope,
        string reason,
        CancellationToken cancellationToken
    )
    {
        var sent = _clock.Now;
        var reply = await _people[who]
            .PostAsync($"/{path}", new JsonObject { ["scope"] = scope.ToString(), ["reason"] = reason }, cancellationToken);
        Count(path, reply);
        if (!reply.Ok)
            return null;
        var receipt = reply.Body.Deserialize(OperatorsJson.Default.CommandReceipt)!;
        _ledger.Add(new LedgerCommand(receipt.CmdId, receipt.Scope, action, $"{Person.Prefix}{who}", sent, _clock.Now));
        return receipt;
    }

    private void Count(string act, OperatorReply reply) =>
        _answers.AddOrUpdate($"{act} {reply.Status}{(reply.Refusal is { } refusal ? $" {refusal}" : "")}", 1, (_, count) => count + 1);
}
