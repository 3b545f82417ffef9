using KillSwitch.Api.Approvals;
using KillSwitch.Api.OpenApi;
using KillSwitch.Api.Routes;
using KillSwitch.Api.Routing;
using KillSwitch.Local.Api.Health;
using KillSwitch.Local.Api.Pages;
using KillSwitch.WebConsole.Machines;
using KillSwitch.WebConsole.Traces;

namespace KillSwitch.Local.Api;

/// <summary>The operators' API, and what there is on one machine only.</summary>
internal static class LocalRoutes
{
    public static RouteTable Table(OperatorEndpointParts parts)
    {
        IReadOnlyList<Route> routes =
        [
            .. OperatorRoutes.All,
            MailboxRoute.Of(parts.Mailbox),
            HealthRoute.Of(parts.Health),
            LiveRoute.Of(parts.Happenings),
            .. MachineRoutes.Of(parts.Executions, parts.MachinesOfOurs),
            LimitsRoute.Of(parts.Nearest),
            .. ScenarioRoutes.Of(parts.Scenarios),
            .. TopicRoutes.Of(parts.Topics),
            .. TraceRoutes.Of(parts.Traces),
            .. SessionRoutes.Of(parts.Sessions),
        ];
        var document = new Lazy<byte[]>(() => OpenApiDocument.Of(routes));
        return new RouteTable(routes, new ApiParts(parts.Actions, parts.Limits, parts.Audits, Assets.All, document));
    }
}
