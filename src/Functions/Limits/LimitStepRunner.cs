using Amazon.Lambda.Core;
using KillSwitch.Functions.Hosting;
using KillSwitch.Functions.Steps;
using KillSwitch.Workflows.LimitChanges.Steps;

namespace KillSwitch.Functions.Limits;

/// <summary>Runs one step of a change of a limit, as <see cref="StepRunner"/> runs one of an incident.</summary>
public sealed class LimitStepRunner(LimitSteps steps)
{
    /// <param name="step">One of <see cref="LimitStepNames"/>.</param>
    /// <param name="input">Its payload.</param>
    /// <param name="context">Says how long there is.</param>
    public Task<Stream> RunAsync(string step, Stream input, ILambdaContext context) =>
        Ended.Of(StepRunner.RunAsync(step, input, context, steps.InvokeAsync));
}
