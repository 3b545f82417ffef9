namespace KillSwitch.StepFunctions.Tests.Support;

/// <summary>Definitions that several tests run.</summary>
internal static class Definitions
{
    public const string Pass = """{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}""";

    /// <summary>Calls <c>ask</c> with a token and waits for it, at most the given seconds.</summary>
    public static string Ask(int seconds = 3600) =>
        $$$"""
            {"StartAt":"Ask","States":{"Ask":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke.waitForTaskToken","TimeoutSeconds":{{{seconds}}},
              "Parameters":{"FunctionName":"ask","Payload":{"token.$":"$$.Task.Token"}},"End":true} } }
            """;

    /// <summary>Calls <c>work</c> with the input; <c>Caught</c> is there where the members lead to it.</summary>
    public static string Call(string members = "")
    {
        var caught = members.Contains("Caught", StringComparison.Ordinal) ? ",\"Caught\":{\"Type\":\"Pass\",\"End\":true}" : "";
        return $$$"""
            {"StartAt":"Call","States":{"Call":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"work","Payload.$":"$"},{{{members}}}"End":true}{{{caught}}} } }
            """;
    }

    public const string Wait = """{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":60,"End":true}}}""";
}
