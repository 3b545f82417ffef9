using System.Security.Claims;
using KillSwitch.Workflows.People;

namespace KillSwitch.Local.Identity;

/// <summary>
/// Reads a person out of claims that somebody else has verified. Cognito's claims have other names, and an adapter of their own.
/// </summary>
internal static class ClaimsActor
{
    /// <returns>Null where the claims name nobody. A role that is not known here gives no right.</returns>
    public static Actor? From(ClaimsPrincipal claims)
    {
        if (claims.Identity?.IsAuthenticated != true || Person.Find(claims.FindFirstValue(LocalClaims.Name)) is not { } person)
            return null;
        var roles = Enum.GetValues<Role>().Where(r => claims.HasClaim(LocalClaims.RoleType, LocalClaims.Word(r)));
        return new Actor(person, roles.ToHashSet());
    }
}
