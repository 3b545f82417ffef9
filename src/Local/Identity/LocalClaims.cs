using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.BearerToken;

namespace KillSwitch.Local.Identity;

/// <summary>The claims in a local token.</summary>
internal static class LocalClaims
{
    public const string Name = "sub";
    public const string Role = "role";

    public static ClaimsPrincipal Of(LocalUser user) =>
        new(new ClaimsIdentity(
            [new Claim(Name, user.Name), .. user.Roles.Select(r => new Claim(Role, r))],
            BearerTokenDefaults.AuthenticationScheme,
            Name,
            Role));
}
