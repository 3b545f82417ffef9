namespace KillSwitch.Kafka.Routing;

/// <summary>The words for <see cref="RouterOptions.PassUnpriced"/>: in options, in the environment, in a stack's context.</summary>
public static class UnpricedOrdersSetting
{
    /// <summary>The default.</summary>
    public const string Refuse = "refuse";

    public const string Pass = "pass";

    /// <summary>By word, whether they pass.</summary>
    public static IReadOnlyDictionary<string, bool> Words { get; } = new Dictionary<string, bool> { [Refuse] = false, [Pass] = true };

    public static string WordOf(bool passUnpriced) => passUnpriced ? Pass : Refuse;
}
