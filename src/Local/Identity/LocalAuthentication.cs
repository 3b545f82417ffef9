using System.Net.Http.Headers;
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
            // The scheme's name is written in any case (RFC 9110, 11.1); the handler reads it in one.
            o.Events.OnMessageReceived = received =>
            {
                if (
                    AuthenticationHeaderValue.TryParse(received.Request.Headers.Authorization, out var sent)
                    && sent.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
                )
                    received.Token = sent.Parameter;
                return Task.CompletedTask;
            };
        });
        return services;
    }
}
