namespace KillSwitch.Cdk.Observability;

/// <summary>A topic, and who is to be subscribed to it.</summary>
/// <param name="Arn">The topic's.</param>
/// <param name="Addresses">E-mail addresses.</param>
internal sealed record SubscribedTopic(string Arn, IReadOnlyList<string> Addresses);
