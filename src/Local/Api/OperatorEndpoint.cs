using KillSwitch.Api.Kestrel;
using KillSwitch.Api.Requests;
using KillSwitch.Api.Routing;
using KillSwitch.Hosting;
using KillSwitch.Local.Api.Pages;
using KillSwitch.Local.Api.Requests;
using KillSwitch.Local.Identity;
using KillSwitch.Workflows.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace KillSwitch.Local.Api;

/// <summary>The operators' HTTP API and approval pages (docs/api.md).</summary>
public sealed class OperatorEndpoint : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OperatorEndpoint(WebApplication app, Uri endpoint, IReadOnlyList<Route> routes)
    {
        _app = app;
        Endpoint = endpoint;
        Routes = routes;
    }

    /// <summary>Where it listens.</summary>
    public Uri Endpoint { get; }

    /// <summary>All it serves.</summary>
    public IReadOnlyList<Route> Routes { get; }

    /// <exception cref="InvalidSettingsException">A setting is out of range.</exception>
    /// <exception cref="PortInUseException">Somebody else listens there.</exception>
    public static async Task<OperatorEndpoint> StartAsync(
        OperatorEndpointParts parts,
        OperatorEndpointOptions options,
        CancellationToken cancellationToken
    )
    {
        options.Validate();
        var table = LocalRoutes.Table(parts);
        var app = Build(parts, options, table);
        return new OperatorEndpoint(app, await KestrelHost.StartAsync(app, options.Listen, "--api-port", cancellationToken), table.Routes);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static WebApplication Build(OperatorEndpointParts parts, OperatorEndpointOptions options, RouteTable table)
    {
        var builder = KestrelHost.CreateBuilder(options.Listen, options.Connections, parts.Logs, Limit);
        builder.Services
            .Configure<KestrelServerOptions>(o => o.RequestHeaderEncodingSelector = KestrelRoutes.EncodingOf)
            .AddLocalAuthentication(parts.Tokens, parts.Sessions, parts.Time)
            .AddRateLimits(options.RequestsPerSecond)
            .AddRequestTimeouts(o => o.DefaultPolicy = new RequestTimeoutPolicy { Timeout = options.RequestTimeout });
        var app = builder.Build();
        var log = parts.Logs.CreateLogger(typeof(OperatorEndpoint).FullName!);
        app.UseSecurityHeaders();
        app.UseFaultsAsProblems(log);
        app.UseStatusProblems();
        app.UseStrictFraming();
        app.UseNoForeignPages(options.Listen.Address);
        app.UseConsolePages(parts.Pages);
        app.UseRouteTable(table);
        app.UseRequestTimeouts();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseActsLogged(log);
        app.RunRouteTable(table, Callers.OfAsync);
        return app;
    }

    private static void Limit(KestrelServerLimits limits)
    {
        // Until somebody is admitted to a route, which may take more.
        limits.MaxRequestBodySize = FlatBody.MaxBytes;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestLineSize = 4 * 1024;
    }
}
