namespace KillSwitch.Kafka;

/// <summary>What a client signs in with (SASL/OAUTHBEARER).</summary>
/// <param name="Value">The token; a secret.</param>
/// <param name="Expires">When it stops being good.</param>
/// <param name="Principal">Whom it names, for logs. MSK reads the name out of the token itself.</param>
/// <param name="Issued">When it was made.</param>
public sealed record KafkaToken(string Value, DateTimeOffset Expires, string Principal, DateTimeOffset Issued)
{
    /// <summary>Whether four fifths of its life are over.</summary>
    public bool IsStale(DateTimeOffset now) => now >= Issued + (Expires - Issued) * 0.8;

    /// <summary>Never the token in a log or a message.</summary>
    public override string ToString() => $"token of {Principal}, good until {Expires:u}";
}
