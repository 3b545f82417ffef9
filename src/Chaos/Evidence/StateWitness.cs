using KillSwitch.Kafka;

namespace KillSwitch.Chaos.Evidence;

/// <summary>Reads the state topic during a run, in the driver's process, and notes when each record could be read. Outages of the brokers are waited out.</summary>
/// <remarks>Start it before the load and stop it after the system has settled.</remarks>
internal sealed class StateWitness(KafkaSettings kafka, RunClock clock) : IAsyncDisposable
{
    /// <summary>Returns once it reads. Call it once.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => throw new NotImplementedException($"{kafka} {clock}");

    public Task<WitnessNotes> StopAsync() => throw new NotImplementedException();

    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
