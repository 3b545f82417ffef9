using System.Security.Claims;
using KillSwitch.Workflows.People;
using Microsoft.AspNetCore.Authentication.BearerToken;

namespace KillSwitch.Local.Identity;

/// <summary>The claims in a local token.</summary>
internal static class LocalClaims
{
    public const string Name = "sub";
    public const string RoleType = "role";

    public static ClaimsPrincipal Of(LocalUser user) =>
        new(new ClaimsIdentity(
            [new Claim(Name, user.Name), .. user.Roles.Select(r => new Claim(RoleType, Word(r)))],
            BearerTokenDefaults.AuthenticationScheme,
            Name,
            RoleType));

    /// <summary>A role as claims, files and messages write it: <c>approver</c>.</summary>
    public static string Word(Role role) => role.ToString().ToLowerInvariant();
}
