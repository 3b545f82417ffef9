using KillSwitch.StepFunctions.Resources;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>Finds what a call names, or answers as the service does where it is not there.</summary>
internal static class Find
{
    public static Machine Machine(Engine engine, string arn) =>
        engine.Catalogue.FindMachine(Request.CheckedArn(arn, "stateMachine")) ?? throw WireException.MachineDoesNotExist(arn);

    public static Execution Execution(Engine engine, string arn) =>
        engine.Executions.TryGetValue(Request.CheckedArn(arn, "execution"), out var execution)
            ? execution
            : throw WireException.ExecutionDoesNotExist(arn);

    public static Activity Activity(Engine engine, string arn) =>
        Arns.KindOf(arn) is not null || arn.StartsWith("arn:", StringComparison.Ordinal)
            ? engine.Catalogue.FindActivity(Request.CheckedArn(arn, "activity"))
                ?? throw WireException.ActivityDoesNotExist(arn)
            : throw WireException.InvalidArn($"Invalid ARN prefix: {arn}");
}
