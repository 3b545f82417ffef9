using System.Text.Json;

namespace KillSwitch.Verification.Facts;

/// <summary>One execution of the incident's state machine.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Status">As DescribeExecution says: <c>RUNNING</c>, <c>SUCCEEDED</c> and so on.</param>
/// <param name="Events">The <c>events</c> array of GetExecutionHistory, all pages, oldest first.</param>
public sealed record ExecutionFact(string Arn, string Status, JsonElement Events)
{
    public string Name => NameOf(Arn);

    /// <summary>Whether it has ended, or waits for people.</summary>
    public bool IsAtRest => Status != "RUNNING" || Events.EnumerateArray().LastOrDefault() is { ValueKind: JsonValueKind.Object } last
        && last.GetProperty("type").GetString() == "TaskSubmitted";

    /// <summary>The state machine it is of, as its ARN says it before its name.</summary>
    public static string MachineOf(string arn) => arn[..Math.Max(0, arn.LastIndexOf(':'))];

    /// <summary>As the ARN ends in it.</summary>
    public static string NameOf(string arn) => arn[(arn.LastIndexOf(':') + 1)..];
}
