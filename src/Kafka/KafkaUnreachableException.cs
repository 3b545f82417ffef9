namespace KillSwitch.Kafka;

/// <summary>No broker answered in time. Retrying helps once it runs, unless the address is wrong.</summary>
public sealed class KafkaUnreachableException(string message, Exception? inner = null) : Exception(message, inner)
{
    internal static KafkaUnreachableException At(KafkaSettings settings, Exception? inner) =>
        new(
            $"Kafka does not answer at {settings.Bootstrap} (waited {settings.AnswerTimeout.TotalSeconds:0.#} s). Start it there, or set {settings.BootstrapSetting} to where it is.",
            inner
        );
}
