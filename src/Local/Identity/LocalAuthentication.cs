using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.Extensions.DependencyInjection;

namespace KillSwitch.Local.Identity;

/// <summary>
/// Has ASP.NET Core's own bearer-token handler verify tokens: the part the gateway's authorizer plays on AWS. Nothing
/// behind it looks at a token again.
/// </summary>
internal static class LocalAuthentication
{
    public static IServiceCollection AddLocalAuthentication(this IServiceCollection services, LocalTokens tokens, TimeProvider time)
    {
        services.AddAuthentication(BearerTokenDefaults.AuthenticationScheme).AddBearerToken(o =>
        {
            o.BearerTokenProtector = tokens.Format;
            o.TimeProvider = time;
        });
        return services;
    }
}
