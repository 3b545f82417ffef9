namespace KillSwitch.Local.Identity;

/// <summary>An issued token. <paramref name="Value"/> is a secret: print it where it was asked for and nowhere else.</summary>
/// <param name="Value">What goes behind <c>Authorization: Bearer</c>.</param>
/// <param name="User">Whose it is.</param>
/// <param name="Expires">When it stops working, UTC.</param>
public sealed record LocalToken(string Value, LocalUser User, DateTimeOffset Expires)
{
    public override string ToString() => $"token of {User.Name}, good until {Expires:u}";
}
