using System.Text.Json.Nodes;
using KillSwitch.Benchmarks.EndToEnd;
using KillSwitch.Benchmarks.Kills;
using KillSwitch.Local.Acts;
using KillSwitch.Local.Demo;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Benchmarks.Soak;

/// <summary>People who kill and restore one scope after the other, over the operator API.</summary>
internal sealed class DrillDesk(StackUnderLoad stack, KillDrill drill, KillWatch watch) : IDisposable
{
    private static readonly TimeSpan Around = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly People _people = new(stack.Data, stack.Endpoints.Api!, TimeProvider.System);

    /// <summary>Kills it, has it restored by two people, and says what the topics told.</summary>
    /// <exception cref="InvalidOperationException">Somebody was refused.</exception>
    /// <exception cref="TimeoutException">It did not come about.</exception>
    public async Task<Kill> KillAndRestoreAsync(HotScope hot, CancellationToken cancellationToken)
    {
        var incident = "";
        await drill.RunAsync(hot, async ct => incident = await KillAsync(hot.Scope, ct), Around, cancellationToken);
        Require(await _people.Alice.UnkillAsync(hot.Scope.ToString(), "the drill is over", cancellationToken));
        Require(
            await _people.Bob.DecideAsync(await LinkAsync(incident, cancellationToken), "APPROVE", "it was a drill", cancellationToken)
        );
        await drill.UntilAsync(hot, "it is restored", kill => kill.RestoredAt is not null, cancellationToken);
        return watch.Take(hot);
    }

    public void Dispose() => _people.Dispose();

    private async Task<string> KillAsync(Scope scope, CancellationToken cancellationToken) =>
        Require(await _people.Alice.KillAsync(scope.ToString(), "a drill", cancellationToken))["incident_id"]!.GetValue<string>();

    private async Task<string> LinkAsync(string incident, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < Patience)
        {
            var requests = Require(await _people.Bob.GetAsync($"/incidents/{incident}", cancellationToken))["requests"] as JsonArray;
            if (requests?.LastOrDefault()?["link_id"]?.GetValue<string>() is { } link)
                return link;
            await Task.Delay(Poll, TimeProvider.System, cancellationToken);
        }
        throw new TimeoutException($"The request to restore was not put to the approvers within {Patience.TotalSeconds:0} s.");
    }

    private static JsonNode Require(OperatorReply reply) =>
        reply.Ok ? reply.Body! : throw new InvalidOperationException($"The operator API refused: {reply.Message}");
}
