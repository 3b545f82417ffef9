using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace KillSwitch.Local.Identity;

/// <summary>
/// Has ASP.NET Core's own bearer-token handler verify tokens: the part the gateway's authorizer plays on AWS. Nothing
/// behind it looks at a token again.
/// </summary>
internal static class LocalAuthentication
{
    public static IServiceCollection AddLocalAuthentication(
        this IServiceCollection services,
        LocalTokens tokens,
        ConsoleSessions sessions,
        TimeProvider time
    )
    {
        services.AddSingleton(tokens);
        services.AddAuthentication(BearerTokenDefaults.AuthenticationScheme).AddBearerToken(o =>
        {
            o.BearerTokenProtector = tokens.Format;
            o.TimeProvider = time;
            o.Events.OnMessageReceived = received =>
            {
                received.Token = received.Request.Headers.Authorization.Count > 0
                    ? TokenOf(received.Request) ?? received.Token
                    : sessions.TokenOf(
                        received.Request.Cookies[ConsoleSessions.Cookie],
                        !HttpMethods.IsGet(received.Request.Method) && !HttpMethods.IsHead(received.Request.Method),
                        received.Request.Headers[ConsoleSessions.ProofHeader]
                    );
                return Task.CompletedTask;
            };
        });
        return services;
    }

    /// <summary>
    /// What was sent as a token; null where nothing was. The scheme's name is written in any case (RFC 9110, 11.1); the handler by itself
    /// reads it in one.
    /// </summary>
    public static string? TokenOf(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var sent)
        && sent.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? sent.Parameter
            : null;
}
