namespace KillSwitch.OrderFormats.Orders;

/// <summary>Where a member of an order comes from, as the user says.</summary>
/// <param name="From">A column, a tag (<c>847</c>) or a party's role (<c>party:11</c>); null where <paramref name="Always"/> is
/// given.</param>
/// <param name="Always">The same for every order.</param>
/// <param name="Values">What is written there, and what it means; null where it is taken as it is.</param>
/// <param name="Zone">Of times that do not say it: whose clock they are of.</param>
internal sealed record MappedField(string? From, string? Always, IReadOnlyDictionary<string, string>? Values, TimeZoneInfo? Zone)
{
    /// <exception cref="RecordRefusedException">It is none of the values that there are.</exception>
    public string Meaning(string written, string member)
    {
        if (Values is null)
            return written;
        return Values.TryGetValue(written, out var meaning)
            ? meaning
            : throw new RecordRefusedException(
                RecordRefusalCode.ValueUnknown,
                $"{From} is '{Shown.Of(written)}', and the mapping of '{member}' has no value for it"
            );
    }
}
