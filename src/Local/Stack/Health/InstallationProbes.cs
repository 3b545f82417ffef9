using KillSwitch.Api.Health;
using KillSwitch.Kafka.Admin;
using KillSwitch.StepFunctions;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Waiting;

namespace KillSwitch.Local.Stack.Health;

/// <summary>
/// Asks what serves the whole installation, wherever it runs: store, broker, Step Functions, the users' file; and whether what is
/// commanded is in force. Each is given a second.
/// </summary>
internal sealed class InstallationProbes(StackContext context, Workflow workflow, StepFunctionsClient states, BrokerProbe broker)
{
    private static readonly TimeSpan s_answersWithin = TimeSpan.FromSeconds(1);

    /// <summary>A kill that is not in force after that is an alarm.</summary>
    private static readonly TimeSpan s_inForceWithin = TimeSpan.FromSeconds(5);

    /// <summary>There is a second for it. The intake, which says of itself how it does, watches every one.</summary>
    private const int MostLookedAt = 200;

    private const int AtOnce = 20;

    public async Task<IReadOnlyList<PartHealth>> AskAsync(CancellationToken cancellationToken) =>
        [
            .. await Task.WhenAll(
                AskAsync(PartNames.Store, StoreAsync, cancellationToken),
                AskAsync(PartNames.Broker, BrokerAsync, cancellationToken),
                AskAsync(PartNames.Engine, EngineAsync, cancellationToken),
                AskAsync(PartNames.Kills, KillsAsync, cancellationToken),
                AskAsync(PartNames.Users, UsersAsync, cancellationToken)
            ),
        ];

    /// <param name="part">What is asked.</param>
    /// <param name="ask">Answers with the detail, and whether it is in order; throws if it is not.</param>
    /// <param name="cancellationToken">Gives up.</param>
    private async Task<PartHealth> AskAsync(
        string part,
        Func<CancellationToken, Task<(bool Healthy, string Detail)>> ask,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var (healthy, detail) = await context.Time.WithinAsync(s_answersWithin, ask, cancellationToken);
            return new(part, healthy, detail);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return new(part, false, e is TimeoutException ? $"no answer within {s_answersWithin.TotalSeconds:0} s" : e.Message);
        }
    }

    private async Task<(bool, string)> StoreAsync(CancellationToken cancellationToken)
    {
        var open = await workflow.Services.Scopes.ListOpenAsync(cancellationToken);
        return (true, $"{open.Count} incidents are open");
    }

    private async Task<(bool, string)> BrokerAsync(CancellationToken cancellationToken) =>
        (true, $"{await broker.BrokersAsync(cancellationToken)} brokers");

    private async Task<(bool, string)> EngineAsync(CancellationToken cancellationToken)
    {
        var machines = await states.StateMachinesAsync(cancellationToken);
        return machines.Values.Contains(Workflow.StateMachineArn)
            ? (true, "serving")
            : (
                false,
                $"kill-incident is missing: it is put back within {DefinitionKeeper.Every.TotalSeconds:0} s; kills come into force without it"
            );
    }

    private async Task<(bool, string)> KillsAsync(CancellationToken cancellationToken)
    {
        var latest = context.Time.GetUtcNow() - s_inForceWithin;
        var open = await workflow.Services.Scopes.ListOpenAsync(cancellationToken);
        List<Scope> overdue = [];
        foreach (var some in open.Take(MostLookedAt).Chunk(AtOnce))
        {
            var records = await Task.WhenAll(some.Select(scope => workflow.Services.Scopes.LoadAsync(scope, cancellationToken)));
            overdue.AddRange(records.Where(record => IsOverdue(record.OpenIncident, latest)).Select(record => record.Scope));
        }
        var lookedAt = open.Count > MostLookedAt ? $" (of {MostLookedAt} that were looked at, of {open.Count})" : "";
        return overdue.Count == 0
            ? (true, $"what is commanded is in force{lookedAt}")
            : (
                false,
                $"commanded for more than {s_inForceWithin.TotalSeconds:0} s and NOT known to be in force: {string.Join(", ", overdue.Take(10))}{lookedAt}"
            );
    }

    private static bool IsOverdue(Incident? incident, DateTimeOffset latest) =>
        incident is { Enforcement: Enforcement.Commanded } && DateTimeOffset.FromUnixTimeMilliseconds(incident.OpenedTs) < latest;

    private Task<(bool, string)> UsersAsync(CancellationToken cancellationToken) =>
        Task.Run<(bool, string)>(
            () =>
            {
                var known = workflow.MailUsers.Look();
                var people = $"{known.People.Count} people{(known.Warning is null ? "" : ", some with one mail address")}";
                return known.Trouble is null
                    ? (true, people)
                    : (false, $"{known.Trouble} Until then no token is issued and no unkill can be asked for; {known.MailGoesTo}");
            },
            cancellationToken
        );
}
