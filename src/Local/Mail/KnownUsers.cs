using System.Globalization;
using KillSwitch.Local.Identity;

namespace KillSwitch.Local.Mail;

/// <summary>People as the users file has them, or had them when it could last be read.</summary>
/// <param name="People">None where it could not be read since the process started.</param>
/// <param name="AsOf">When the file said so.</param>
/// <param name="Trouble">Why it cannot be read now; null where it can.</param>
public sealed record KnownUsers(IReadOnlyList<LocalUser> People, DateTimeOffset AsOf, string? Trouble)
{
    internal static KnownUsers NotLookedYet { get; } = new([], DateTimeOffset.UnixEpoch, null);

    /// <summary>What to say of names that share an address; null where none do.</summary>
    public string? Warning =>
        LocalUsers.SharingAnAddress(People) is { Count: > 0 } shared
            ? $"{string.Join("; ", shared.Select(names => string.Join(" and ", names)))} have one mail address: two names of one person could ask and approve"
            : null;

    /// <summary>Whether these are the people of an earlier time.</summary>
    public bool IsRemembered => Trouble is not null && People.Count > 0;

    /// <summary>Who gets mail while the file cannot be read, in half a sentence; without names, as anybody may ask for health.</summary>
    public string MailGoesTo =>
        People.Count == 0
            ? "mail goes to nobody until it can be read"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"mail goes to the {People.Count} people it had at {AsOf:u}"
            );
}
