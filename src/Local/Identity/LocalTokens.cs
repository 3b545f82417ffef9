using System.Security.Claims;
using KillSwitch.Workflows.Refusals;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;

namespace KillSwitch.Local.Identity;

/// <summary>
/// Issues the bearer tokens of a data folder: what <c>./run token alice</c> prints. The keys are made at the first use.
/// A token works against every operator API that runs on the same folder, at once and until it expires, restarts included.
/// </summary>
/// <remarks>Safe for concurrent use, also by several processes on one folder.</remarks>
public sealed class LocalTokens
{
    public const int DefaultHours = 8;
    public const int MinHours = 1;
    public const int MaxHours = 168;

    /// <summary>As data protection does by itself: from then on new tokens take another key.</summary>
    private static readonly TimeSpan s_keyLifetime = TimeSpan.FromDays(90);

    private readonly LocalUsers _users;
    private readonly TimeProvider _time;
    private readonly Revocations _revocations;

    public LocalTokens(string dataFolder, TimeProvider time)
    {
        _users = new LocalUsers(dataFolder);
        _time = time;
        _revocations = new Revocations(dataFolder);
        Format = new TokenTicketFormat(dataFolder);
        MakeKeyIfNone();
    }

    public TokenTicketFormat Format { get; }

    /// <summary>A token for <paramref name="name"/>, or why there is none: unknown name, or hours outside 1 to 168.</summary>
    /// <exception cref="UsersFileException">The users file cannot be used.</exception>
    public Outcome<LocalToken> Issue(string name, int hours = DefaultHours)
    {
        if (hours is < MinHours or > MaxHours)
            return new Refusal(
                RefusalCode.FieldInvalid,
                $"--hours {hours} is outside {MinHours} to {MaxHours}. Give a number in that range, or leave it out for {DefaultHours}."
            );
        var users = _users.List();
        if (users.FirstOrDefault(u => u.Name == name) is not { } user)
        {
            var known = string.Join(", ", users.Select(u => $"{u.Name} ({string.Join(", ", u.Roles.Select(LocalClaims.Word))})"));
            return new Refusal(RefusalCode.NotFound, $"Nobody is called '{name}'. Known: {known}. Add people in {_users.Path}.");
        }
        var expires = _time.GetUtcNow().AddHours(hours);
        var properties = new AuthenticationProperties { IssuedUtc = _time.GetUtcNow(), ExpiresUtc = expires };
        Revocations.Note(properties, _time.GetUtcNow());
        var ticket = new AuthenticationTicket(LocalClaims.Of(user), properties, BearerTokenDefaults.AuthenticationScheme);
        return new LocalToken(Format.Protect(ticket), user, expires);
    }

    /// <summary>
    /// Has tokens from now on made with a new key. Tokens of older keys are good until they expire. No restart is needed.
    /// </summary>
    public void Rotate() => Format.Rotate(TimeProvider.System.GetUtcNow(), s_keyLifetime);

    /// <summary>Ends every token issued so far, at once, also in a stack that runs. No restart is needed.</summary>
    public void RevokeAll()
    {
        Format.RevokeAll(TimeProvider.System.GetUtcNow());
        MakeKeyIfNone();
    }

    /// <summary>
    /// Ends what a person has been issued so far, at once, also in a stack that runs; he may be gone from the users file.
    /// </summary>
    public void RevokePerson(string name) => _revocations.RevokePerson(name, _time.GetUtcNow());

    /// <summary>Ends one token, at once, also in a stack that runs.</summary>
    /// <returns>Whose it was; null where it is no token of this folder that could still be used.</returns>
    public string? RevokeToken(string token)
    {
        if (Format.Unprotect(token) is not { } ticket)
            return null;
        _revocations.RevokeToken(token, _time.GetUtcNow());
        return ticket.Principal.Identity?.Name;
    }

    /// <summary>Protecting anything makes the key if there is none that may be used.</summary>
    private void MakeKeyIfNone() =>
        Format.Protect(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity()), BearerTokenDefaults.AuthenticationScheme));
}
