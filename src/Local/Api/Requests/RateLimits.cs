using System.Globalization;
using System.Threading.RateLimiting;
using KillSwitch.Api.Kestrel;
using KillSwitch.Local.Identity;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace KillSwitch.Local.Api.Requests;

/// <summary>
/// Limits requests per person, and per address where nobody is named. Acts have a bucket of their own, and kills another: neither a
/// console that reads too often nor a script that asks for unkills keeps its operator from killing.
/// </summary>
internal static class RateLimits
{
    /// <summary>A bucket holds this many seconds' worth, so that a page's requests at once are no burst.</summary>
    private const int BurstSeconds = 4;

    public static IServiceCollection AddRateLimits(this IServiceCollection services, int perSecond) => services.AddRateLimiter(o =>
    {
        o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetTokenBucketLimiter(
            PartitionOf(context),
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = perSecond * BurstSeconds,
                TokensPerPeriod = perSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            }));
        o.OnRejected = async (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after)
                ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds))
                : 1;
            rejected.HttpContext.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
            await KestrelAnswers.WriteAsync(rejected.HttpContext, new Refusal(RefusalCode.TooManyRequests, $"More than {perSecond} requests a second for a while. Wait {wait} s and go on slower. Nothing was done."));
        };
    });

    private static string PartitionOf(HttpContext context)
    {
        var who = ClaimsActor.From(context.User)?.Id ?? $"address:{context.Connection.RemoteIpAddress}";
        return !HttpMethods.IsPost(context.Request.Method) ? $"read\n{who}"
            : context.Match() is { Route.Rule.Permission: Permission.Kill } ? $"kill\n{who}"
            : $"act\n{who}";
    }
}
