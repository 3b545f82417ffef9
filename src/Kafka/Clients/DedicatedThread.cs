namespace KillSwitch.Kafka.Clients;

/// <summary>Runs what blocks on a thread of its own: librdkafka's calls wait, and the pool's threads are for work that does not.</summary>
public static class DedicatedThread
{
    public static Task RunAsync(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public static Task<T> RunAsync<T>(Func<T> function) =>
        Task.Factory.StartNew(function, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
