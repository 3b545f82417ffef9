using System.Diagnostics;
using Confluent.Kafka;

namespace KillSwitch.Kafka.Admin;

/// <summary>Asks brokers for what only administrators ask for. Thread-safe.</summary>
internal sealed class AdminRequests(KafkaSettings settings)
{
    /// <summary>How often what is not so yet is asked for again.</summary>
    public static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>Brokers that start take longer than those that run.</summary>
    public TimeSpan Patience => settings.AnswerTimeout * 4;

    /// <summary>
    /// Asks again where the client let go of the connection it had asked on: it does so whenever a broker's answer leaves out another, as
    /// answers do while brokers start. Asking twice for the same topics makes them once.
    /// </summary>
    public async Task UntilNotLetGoAsync(Func<Task> ask, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await ask().WaitAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (KafkaException e) when (e.Error.Code == ErrorCode.Local_Destroy && Stopwatch.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(Poll, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
