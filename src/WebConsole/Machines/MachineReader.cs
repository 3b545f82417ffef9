using System.Text.Json;
using KillSwitch.StepFunctions;
using KillSwitch.StepFunctions.Client;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.WebConsole.Machines;

/// <summary>Asks Step Functions by the names that people use, and by no ARN. Safe for concurrent use.</summary>
internal sealed class MachineReader(StepFunctionsClient executions)
{
    public async Task<IReadOnlyList<MachineSummary>> MachinesAsync(CancellationToken cancellationToken) =>
        [
            .. (await executions.StateMachinesAsync(cancellationToken))
                .Select(m => new MachineSummary(m.Key, m.Value))
                .OrderBy(m => m.Name, StringComparer.Ordinal),
        ];

    /// <summary>Refused where there is none of that name.</summary>
    public async Task<Outcome<MachineView>> MachineAsync(string machine, CancellationToken cancellationToken) =>
        await ArnOfAsync(machine, cancellationToken) is { } arn
        && await executions.FindDefinitionAsync(arn, cancellationToken) is { } definition
            ? new MachineView(machine, arn, definition)
            : NoMachine(machine);

    public async Task<DefinitionView> ValidateAsync(string definition, CancellationToken cancellationToken) =>
        new(await executions.ValidateAsync(definition, cancellationToken));

    /// <summary>The latest first; refused where there is no such state machine.</summary>
    public async Task<Outcome<IReadOnlyList<ExecutionLine>>> ExecutionsAsync(
        string machine,
        string? status,
        int limit,
        CancellationToken cancellationToken
    )
    {
        if (await ArnOfAsync(machine, cancellationToken) is not { } arn)
            return NoMachine(machine);
        var all = await executions.ExecutionsAsync(arn, status, limit, cancellationToken);
        return Outcome<IReadOnlyList<ExecutionLine>>.Of(
            [.. all.Select(e => new ExecutionLine(e.Name, e.Status, Ms(e.StartedAt), MsOrNull(e.StoppedAt)))]
        );
    }

    /// <summary>Refused where there is none of that name.</summary>
    public async Task<Outcome<ExecutionView>> FindAsync(string machine, string name, CancellationToken cancellationToken)
    {
        if (await ArnOfAsync(machine, cancellationToken) is not { } arn)
            return NoMachine(machine);
        var executionArn = StepFunctionsClient.ExecutionArn(arn, name);
        if (await executions.FindAsync(executionArn, cancellationToken) is not { } e)
            return NoExecution(machine, name);
        return new ExecutionView(
            e.Name,
            machine,
            e.Arn,
            e.Status,
            Ms(e.StartedAt),
            MsOrNull(e.StoppedAt),
            e.Input,
            e.Output,
            e.Error,
            e.Cause,
            e.RedriveCount,
            MsOrNull(e.RedrivenAt),
            e.NotRedrivable,
            await executions.DefinitionOfAsync(executionArn, cancellationToken)
        );
    }

    /// <summary>Refused where there is no such execution.</summary>
    public async Task<Outcome<IReadOnlyList<JsonElement>>> HistoryAsync(string machine, string name, CancellationToken cancellationToken)
    {
        if (await ArnOfAsync(machine, cancellationToken) is not { } arn)
            return NoMachine(machine);
        try
        {
            return Outcome<IReadOnlyList<JsonElement>>.Of(
                await executions.HistoryAsync(StepFunctionsClient.ExecutionArn(arn, name), cancellationToken)
            );
        }
        catch (StepFunctionsErrorException missing) when (missing.Code is "ExecutionDoesNotExist" or "InvalidArn")
        {
            return NoExecution(machine, name);
        }
    }

    private async Task<string?> ArnOfAsync(string machine, CancellationToken cancellationToken) =>
        (await executions.StateMachinesAsync(cancellationToken)).GetValueOrDefault(machine);

    internal static Refusal NoMachine(string machine) =>
        new(RefusalCode.NotFound, $"There is no state machine '{machine}'. GET /machines lists those that there are.");

    private static Refusal NoExecution(string machine, string name) =>
        new(RefusalCode.NotFound, $"{machine} has no execution '{name}'. GET /machines/{machine}/executions lists those that there are.");

    private static long Ms(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private static long? MsOrNull(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();
}
