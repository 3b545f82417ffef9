using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Hosting;

/// <summary>A web server that takes its settings from code alone: no appsettings, no <c>ASPNETCORE_*</c> variables, no signals.</summary>
public static class KestrelHost
{
    /// <summary>A line ends in CR LF and in nothing else: two readings of one request are how one is smuggled into another.</summary>
    private const string NoBareLineFeeds = "Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators";

    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(3);

    public static WebApplicationBuilder CreateBuilder(
        IPEndPoint listen,
        ConnectionLimits limits,
        ILoggerFactory logs,
        Action<KestrelServerLimits> configure
    )
    {
        AppContext.SetSwitch(NoBareLineFeeds, true);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(logs);
        builder.Services.AddSingleton<IHostLifetime, ProcessOwnsSignals>();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = StopWithin);
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(o =>
        {
            o.AddServerHeader = false;
            limits.ApplyTo(o.Limits);
            configure(o.Limits);
            // Without TLS there is no HTTP/2 to negotiate; saying so leaves one parser to reach.
            o.Listen(listen, l => l.Protocols = HttpProtocols.Http1);
        });
        return builder;
    }

    /// <summary>Starts it and returns where it listens, the real port where 0 was asked for. What cannot start is disposed.</summary>
    /// <exception cref="PortInUseException">Somebody else listens there.</exception>
    public static async Task<Uri> StartAsync(WebApplication app, IPEndPoint listen, string setting, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await app.DisposeAsync();
            throw new PortInUseException(listen, setting, e);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new Uri(addresses.First());
    }
}
