using KillSwitch.Api.Requests;
using KillSwitch.Hosting;
using KillSwitch.Local.Api.Requests;
using KillSwitch.Local.Api.Routes;
using KillSwitch.Local.Identity;
using KillSwitch.Workflows.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace KillSwitch.Local.Api;

/// <summary>The operators' HTTP API and approval pages (docs/api.md).</summary>
public sealed class OperatorApi : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OperatorApi(WebApplication app, Uri endpoint)
    {
        _app = app;
        Endpoint = endpoint;
    }

    /// <summary>Where it listens.</summary>
    public Uri Endpoint { get; }

    public EndpointDataSource Endpoints => _app.Services.GetRequiredService<EndpointDataSource>();

    /// <exception cref="InvalidSettingsException">A setting is out of range.</exception>
    /// <exception cref="PortInUseException">Somebody else listens there.</exception>
    public static async Task<OperatorApi> StartAsync(OperatorApiParts parts, OperatorApiOptions options, CancellationToken cancellationToken)
    {
        options.Validate();
        var app = Build(parts, options);
        return new OperatorApi(app, await KestrelHost.StartAsync(app, options.Listen, "--api-port", cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static WebApplication Build(OperatorApiParts parts, OperatorApiOptions options)
    {
        var builder = KestrelHost.CreateBuilder(options.Listen, options.Connections, parts.Logs, Limit);
        builder.Services
            .AddLocalAuthentication(parts.Tokens, parts.Time)
            .AddRateLimits(options.RequestsPerSecond)
            .AddRequestTimeouts(o => o.DefaultPolicy = new RequestTimeoutPolicy { Timeout = options.RequestTimeout });
        var app = builder.Build();
        var log = parts.Logs.CreateLogger(typeof(OperatorApi).FullName!);
        app.UseSecurityHeaders();
        app.UseFaultsAsProblems(log);
        app.UseStatusProblems();
        app.UseStrictFraming();
        app.UseNoForeignPages(options.Listen.Address);
        app.UseRouting();
        app.UseRequestTimeouts();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAccessControl(log);
        Map(app, parts);
        return app;
    }

    private static void Map(WebApplication app, OperatorApiParts parts)
    {
        var keys = new IdempotencyKeys();
        new CommandRoutes(parts.Actions, keys).Map(app);
        new ApprovalRoutes(parts.Actions, keys).Map(app);
        new IncidentRoutes(parts.Actions).Map(app);
        new AuditRoutes(parts.Audit).Map(app);
        new MailboxRoutes(parts.Mailbox).Map(app);
        new HealthRoutes(parts.Health).Map(app);
    }

    private static void Limit(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = FlatBody.MaxBytes;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestLineSize = 4 * 1024;
    }
}
