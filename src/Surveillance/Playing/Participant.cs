namespace KillSwitch.Surveillance.Playing;

/// <summary>Somebody who trades.</summary>
/// <param name="Trader">Who sends the orders.</param>
/// <param name="Account">Zeros in front count: it is a text.</param>
/// <param name="Owner">The beneficial owner of the account.</param>
internal sealed record Participant(string Trader, string Account, string Owner)
{
    /// <param name="number">From 0.</param>
    /// <param name="kind">What stands before its number in its names.</param>
    public static Participant Of(string kind, int number) =>
        new($"{kind}-t{number:000}", $"{(kind == "inv" ? 0 : 90_000) + number:0000000}", $"{kind}-{number:000}");

    /// <summary>Another account of the same owner, and who trades for it.</summary>
    public Participant OtherAccount() => new(Trader + "b", Account + "1", Owner);
}
