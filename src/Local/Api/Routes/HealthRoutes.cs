using KillSwitch.Api;
using KillSwitch.Api.Health;
using KillSwitch.Api.Requests;
using KillSwitch.Local.Api.Health;
using KillSwitch.Local.Api.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace KillSwitch.Local.Api.Routes;

/// <summary>Whether every part does its work: 200, or 503 with the parts that do not.</summary>
internal sealed class HealthRoutes(IHealthSource source)
{
    private static readonly string[] s_look = [HttpMethods.Get, HttpMethods.Head];

    public void Map(IEndpointRouteBuilder routes) => routes.MapMethods("/health", s_look, CheckAsync).For(RouteRule.Open);

    private Task CheckAsync(HttpContext context)
    {
        var parts = source.Check();
        var report = new HealthReport(parts.All(p => p.Healthy), parts);
        return Answers.WriteJsonAsync(context, report, ApiJson.Default.HealthReport, report.Healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
