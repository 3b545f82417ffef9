using KillSwitch.Api.Health;
using KillSwitch.Kafka.Admin;
using KillSwitch.Local.Identity;
using KillSwitch.StepFunctions;
using KillSwitch.Workflows.Incidents;

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

    private readonly LocalUsers _users = new(context.Options.Data.Path);

    public async Task<IReadOnlyList<PartHealth>> AskAsync(CancellationToken cancellationToken) =>
        [
            .. await Task.WhenAll(
                AskAsync(PartNames.Store, StoreAsync, cancellationToken),
                AskAsync(PartNames.Broker, BrokerAsync, cancellationToken),
                AskAsync(PartNames.Engine, EngineAsync, cancellationToken),
                AskAsync("kills", KillsAsync, cancellationToken),
                AskAsync("users", UsersAsync, cancellationToken)
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
        using var late = new CancellationTokenSource(s_answersWithin, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            var (healthy, detail) = await ask(either.Token).WaitAsync(either.Token);
            return new(part, healthy, detail);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return new(part, false, late.IsCancellationRequested ? $"no answer within {s_answersWithin.TotalSeconds:0} s" : e.Message);
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
            : (false, "kill-incident is missing: it is put back within a minute; kills come into force without it");
    }

    private async Task<(bool, string)> KillsAsync(CancellationToken cancellationToken)
    {
        var overdue = new List<string>();
        var latest = context.Time.GetUtcNow() - s_inForceWithin;
        foreach (var scope in await workflow.Services.Scopes.ListOpenAsync(cancellationToken))
        {
            if (
                (await workflow.Services.Scopes.LoadAsync(scope, cancellationToken)).OpenIncident
                    is { Enforcement: Enforcement.Commanded } open
                && DateTimeOffset.FromUnixTimeMilliseconds(open.OpenedTs) < latest
            )
                overdue.Add($"{scope}");
        }
        return overdue.Count == 0
            ? (true, "what is commanded is in force")
            : (false, $"commanded for more than {s_inForceWithin.TotalSeconds:0} s and NOT known to be in force: {string.Join(", ", overdue.Take(10))}");
    }

    private Task<(bool, string)> UsersAsync(CancellationToken cancellationToken) =>
        Task.Run<(bool, string)>(() => (true, $"{_users.List().Count} people"), cancellationToken);
}
