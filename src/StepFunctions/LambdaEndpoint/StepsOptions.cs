using System.Net;
using KillSwitch.Hosting;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.StepFunctions.LambdaEndpoint;

/// <summary>Settings of <see cref="StepsEndpoint"/>.</summary>
public sealed record StepsOptions
{
    /// <summary>The longest a Lambda function may run.</summary>
    public static readonly TimeSpan MaxTimeout = TimeSpan.FromMinutes(15);

    /// <summary>Where to listen; default 127.0.0.1, any free port. Only loopback: callers need no credentials.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>
    /// How long a function may run, above 0 to 15 minutes; default 30 s. Keep it below the state's <c>TimeoutSeconds</c>, or else
    /// the state gives up on a function that still runs.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What a client may hold without using it.</summary>
    public ConnectionLimits Connections { get; init; } = new();

    internal void Validate()
    {
        var problems = new List<string>();
        if (!IPAddress.IsLoopback(Listen.Address))
            problems.Add(
                $"Steps.Listen is {Listen}, which is not a loopback address. Steps run for whoever calls, so they are served to this machine alone: use 127.0.0.1."
            );
        if (Timeout <= TimeSpan.Zero || Timeout > MaxTimeout)
            problems.Add($"Steps.Timeout is {Timeout}; Lambda allows more than 0 and at most {MaxTimeout}.");
        problems.AddRange(Connections.Problems("Steps.Connections"));
        if (problems.Count > 0)
            throw new InvalidSettingsException(problems);
    }
}
