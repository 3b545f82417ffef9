namespace KillSwitch.Kafka;

/// <summary>A topic of the contract is not there. Retrying helps once it was created.</summary>
public sealed class TopicMissingException(string topic, KafkaSettings settings)
    : Exception(
        $"Kafka at {settings.Bootstrap} has no topic '{topic}'. Create the topics first; 'run local' and 'run demo' do it by themselves."
    );
