using System.Text;
using System.Text.Json;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Ports;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Publishing;

/// <summary>Appends to <c>killswitch.commands.v1</c>. Thread-safe.</summary>
public sealed class CommandLog(KafkaSettings settings, ILoggerFactory? loggers = null) : ICommandLog, IDisposable
{
    private readonly RecordPublisher _publisher = new(settings, "killswitch-commands", loggers);

    /// <exception cref="Confluent.Kafka.KafkaException">Not known to be there after 5 s. Appending the same command again is
    /// harmless.</exception>
    public Task AppendAsync(Command command, string? attestation, string? traceParent, CancellationToken cancellationToken)
    {
        var headers = RecordPublisher.Headers(traceParent);
        if (attestation is not null)
            headers.Add(Headers.Attestation, Encoding.UTF8.GetBytes(attestation));
        var value = JsonSerializer.SerializeToUtf8Bytes(command, ContractsJson.Default.Command);
        return _publisher.PublishAsync(Topics.Commands, command.Scope.ToString(), value, headers, cancellationToken);
    }

    /// <summary>Connects ahead of the first command, which then is there some 500 ms sooner. Needless, but for that; never fails.</summary>
    public Task WarmUpAsync() => _publisher.WarmUpAsync(Topics.Commands);

    public void Dispose() => _publisher.Dispose();
}
