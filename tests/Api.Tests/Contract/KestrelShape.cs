using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using KillSwitch.Local.Tests.Api.Support;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;

namespace KillSwitch.Api.Tests.Contract;

/// <summary>As on one machine: over HTTP, with a token.</summary>
internal sealed class KestrelShape(ApiStack stack) : Shape(stack)
{
    public override async Task<Seen> SendAsync(Sent sent)
    {
        var path = sent.Pattern.Replace("{id}", Uri.EscapeDataString(sent.Id ?? ""), StringComparison.Ordinal);
        var query = string.Join('&', sent.Query.Select(q => $"{Uri.EscapeDataString(q.Name)}={Uri.EscapeDataString(q.Value)}"));
        using var request = new HttpRequestMessage(new HttpMethod(sent.Method), query.Length == 0 ? path : $"{path}?{query}");
        if (sent.Who is { } who)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", who == "erin" ? Roleless() : Stack.Token(who));
        if (sent.Body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(sent.Body));
            if (sent.ContentType.Length > 0)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", sent.ContentType);
        }
        foreach (var (name, value) in sent.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Stack.Http.SendAsync(request);
        var reply = await Reply.OfAsync(response);
        return Seen.Of(reply.Status, reply.Headers, reply.Body, Place);
    }

    private string Roleless() => Stack.Tokens.Format.Protect(new AuthenticationTicket(
        new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim("sub", "erin"), new Claim("role", "visitor")], BearerTokenDefaults.AuthenticationScheme)),
        new AuthenticationProperties { ExpiresUtc = Stack.Time.GetUtcNow().AddHours(1) },
        BearerTokenDefaults.AuthenticationScheme));
}
