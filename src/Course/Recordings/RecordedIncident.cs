using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Course.Recordings;

/// <summary>One incident of a recording, worked out from its topics.</summary>
internal sealed record RecordedIncident
{
    private const string Refused = "REFUSED";
    private const string Reject = "REJECT";

    public required string Id { get; init; }

    public required Scope Scope { get; init; }

    /// <summary>The KILL in <c>killswitch.commands.v1</c>.</summary>
    public required RecordedRecord Command { get; init; }

    /// <summary>The KILLED in <c>killswitch.state.v1</c>.</summary>
    public required RecordedRecord Killed { get; init; }

    /// <summary>The ACTIVE that ended it; null where the recording ends before.</summary>
    public required RecordedRecord? Restored { get; init; }

    /// <summary>Who asked for what was approved; null where nothing was.</summary>
    public required string? AskedBy { get; init; }

    /// <summary>Who approved it.</summary>
    public required string? ApprovedBy { get; init; }

    /// <summary>Decisions about its unkills that restored nothing: refused ones, and rejections.</summary>
    public required int NotRestoring { get; init; }

    /// <summary>The audits of the orders that it held back.</summary>
    public required IReadOnlyList<RecordedRecord> HeldBack { get; init; }

    /// <summary>Orders of the scope that were let by though they were sent after the command was written.</summary>
    public required int LetBy { get; init; }

    /// <summary>Who or what commanded the kill: <c>detector</c>, <c>user:alice</c>.</summary>
    public string KilledBy => Command.Text("triggered_by")!;

    /// <summary>US dollars.</summary>
    public decimal NotionalHeldBack => HeldBack.Sum(audit => audit.Value.GetProperty("notional").GetDecimal());

    /// <summary>All of them, the first first.</summary>
    public static IReadOnlyList<RecordedIncident> Of(Recording recording) =>
        [.. recording.States.Where(state => state.Text("status") == "KILLED").Select(killed => Of(recording, killed))];

    private static RecordedIncident Of(Recording recording, RecordedRecord killed)
    {
        var id = killed.Text("incident_id")!;
        var scope = Scope.Parse(killed.Text("scope")!);
        var mine = recording.Audits.Where(audit => audit.Text("incident_id") == id).ToList();
        var requests = mine.Where(audit => audit.Text("step") == "UnkillRequested");
        var decisions = mine.Where(audit => audit.Text("step") == "ApprovalDecided").ToList();
        var approval = decisions.LastOrDefault(d => d.Text("outcome") == "APPROVE");
        var command = recording.Commands.Single(c => c.Text("cmd_id") == killed.Text("last_cmd_id"));
        return new RecordedIncident
        {
            Id = id,
            Scope = scope,
            Command = command,
            Killed = killed,
            Restored = recording.States.FirstOrDefault(s => s.Text("incident_id") == id && s.Text("status") == "ACTIVE"),
            AskedBy = requests.LastOrDefault(r => r.Text("cmd_id") == approval?.Text("cmd_id"))?.Text("actor"),
            ApprovedBy = approval?.Text("actor"),
            NotRestoring = decisions.Count(d => d.Text("outcome") is Refused or Reject),
            HeldBack = [.. mine.Where(audit => audit.Text("decision") == "DROP")],
            LetBy = LetByBetween(recording, scope, command.Ts, killed.Ts),
        };
    }

    private static int LetByBetween(Recording recording, Scope scope, long commanded, long killed)
    {
        var allowed = recording.Audits.Where(a => a.Text("decision") == "ALLOW").Select(a => a.Text("order_id")).ToHashSet();
        return recording.Orders.Count(order =>
            order.Ts >= commanded && order.Ts <= killed && IsOf(order, scope) && allowed.Contains(order.Text("order_id"))
        );
    }

    private static bool IsOf(RecordedRecord order, Scope scope) => scope.Kind switch
    {
        ScopeKind.Account => order.Text("account_id") == scope.Value,
        ScopeKind.Symbol => order.Text("symbol") == scope.Value,
        ScopeKind.Strategy => order.Text("strategy") == scope.Value,
        _ => false,
    };
}
