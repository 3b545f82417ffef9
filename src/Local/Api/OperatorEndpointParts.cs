using KillSwitch.Local.Acts;
using KillSwitch.Local.Api.Health;
using KillSwitch.Local.Api.Pages;
using KillSwitch.Local.Happenings;
using KillSwitch.Local.Identity;
using KillSwitch.Local.Mail;
using KillSwitch.StepFunctions;
using KillSwitch.WebConsole.Files;
using KillSwitch.WebConsole.Traces;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Operators;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Local.Api;

/// <summary>What the API stands on. Everything in it is safe for concurrent use.</summary>
public sealed record OperatorEndpointParts
{
    public required OperatorActions Actions { get; init; }
    public required OperatorLimits Limits { get; init; }
    public required OperatorAudits Audits { get; init; }
    public required IHealthSource Health { get; init; }
    public required Mailbox Mailbox { get; init; }
    public required LocalTokens Tokens { get; init; }
    public required ConsoleSessions Sessions { get; init; }

    /// <summary>What the console loads into a browser.</summary>
    public required ConsoleFiles Pages { get; init; }

    /// <summary>Where executions are read.</summary>
    public required StepFunctionsClient Executions { get; init; }

    /// <summary>The state machines of incidents and of changes of limits: nobody acts on their executions by hand.</summary>
    public required IReadOnlySet<string> MachinesOfOurs { get; init; }

    /// <summary>What happens, for whoever looks on.</summary>
    public required RecentHappenings Happenings { get; init; }

    /// <summary>Plays orders.</summary>
    public required ScenarioPlay Scenarios { get; init; }

    /// <summary>The scopes that are nearest to their limits; null where that is not known here, or not yet.</summary>
    public required Func<NearLimits?> Nearest { get; init; }

    /// <summary>Reads what stands in topics.</summary>
    public required ReadTopic Topics { get; init; }

    /// <summary>What is kept of traces.</summary>
    public required TraceStore Traces { get; init; }

    public required TimeProvider Time { get; init; }
    public required ILoggerFactory Logs { get; init; }
}
