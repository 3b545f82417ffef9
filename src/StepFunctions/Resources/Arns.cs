namespace KillSwitch.StepFunctions.Resources;

/// <summary>Names of resources in the account and region of this endpoint.</summary>
internal sealed class Arns(string region, string account)
{
    private readonly string _prefix = $"arn:aws:states:{region}:{account}:";

    public string Machine(string name) => $"{_prefix}stateMachine:{name}";

    public string Execution(string machine, string name) => $"{_prefix}execution:{machine}:{name}";

    public string Activity(string name) => $"{_prefix}activity:{name}";

    /// <summary>The kind a states ARN names (<c>stateMachine</c>); null where it is none.</summary>
    public static string? KindOf(string arn)
    {
        var parts = arn.Split(':');
        return parts.Length >= 7 && parts is ["arn", _, "states", ..] && parts[6].Length > 0 ? parts[5] : null;
    }
}
