namespace KillSwitch.Functions.Hosting;

/// <summary>
/// Returns a task when it is over, as every handler under Powertools' <c>Tracing</c> does. That asks a task for its result by reflection,
/// and where the task still runs, or was cancelled, what Lambda is told is a TargetInvocationException (issue 769 of
/// aws-powertools/powertools-lambda-dotnet): Step Functions retries and catches by the failure's own name, and CloudFormation shows its
/// message. An environment of Lambda's has one invocation at a time, so nobody else waits.
/// </summary>
internal static class Ended
{
    public static Task Of(Task task)
    {
        Wait(task);
        return task.IsCanceled ? Task.FromException(OutOfTime()) : task;
    }

    public static Task<T> Of<T>(Task<T> task)
    {
        Wait(task);
        return task.IsCanceled ? Task.FromException<T>(OutOfTime()) : task;
    }

    /// <summary>Throws nothing: that is for whoever awaits the task.</summary>
    private static void Wait(Task task) => ((IAsyncResult)task).AsyncWaitHandle.WaitOne();

    private static TimeoutException OutOfTime() =>
        new("It was given up shortly before the function's time was over (Timeout in cdk/Functions/FunctionSpecs.cs). It can be tried again.");
}
