using KillSwitch.Chaos.Evidence;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Publishing;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Chaos.Load;

/// <summary>Writes commands to their topic directly, as a risk system does that does not know the operator API. Thread-safe.</summary>
internal sealed class CommandSender(KafkaSettings kafka, Ledger ledger, RunClock clock) : IDisposable
{
    public const string By = "risk-gateway";

    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);
    private readonly CommandLog _log = new(kafka);

    public static Command Kill(Scope scope, string cmdId, DateTimeOffset ts, string reason) =>
        new(cmdId, ts.ToUnixTimeMilliseconds(), scope, CommandAction.Kill, reason, By, cmdId);

    public static Command Unkill(Scope scope, string cmdId, DateTimeOffset ts, string reason) =>
        new(cmdId, ts.ToUnixTimeMilliseconds(), scope, CommandAction.Unkill, reason, By, cmdId);

    /// <summary>Returns when it stands in the topic, however often that takes to be tried.</summary>
    public async Task SendAsync(Command command, CancellationToken cancellationToken)
    {
        var sent = clock.Now;
        while (true)
        {
            try
            {
                await _log.AppendAsync(command, attestation: null, traceParent: null, cancellationToken);
                ledger.Add(new LedgerCommand(command.CmdId, command.Scope, command.Action, command.TriggeredBy, sent, clock.Now));
                return;
            }
            catch (Confluent.Kafka.KafkaException)
            {
                await Task.Delay(RetryPause, clock.Time, cancellationToken);
            }
        }
    }

    public void Dispose() => _log.Dispose();
}
