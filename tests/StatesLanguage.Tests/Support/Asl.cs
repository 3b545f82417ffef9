namespace KillSwitch.StatesLanguage.Tests.Support;

/// <summary>Definitions with one state of interest.</summary>
internal static class Asl
{
    public const string Function = "arn:aws:lambda:us-east-1:000000000000:function:f";

    /// <summary>A machine that is one state, <c>S</c>, which ends it.</summary>
    public static string One(string type, string members = "") =>
        $$$"""{"StartAt":"S","States":{"S":{"Type":"{{{type}}}"{{{(members.Length == 0 ? "" : "," + members)}}}{{{(type is "Fail" or "Succeed" or "Choice" ? "" : ",\"End\":true")}}} } } }""";

    public static string Jsonata(string type, string members = "") =>
        One(type, members).Replace("""{"StartAt""", """{"QueryLanguage":"JSONata","StartAt""", StringComparison.Ordinal);

    /// <summary>A Task <c>S</c> that calls a function, with a state <c>Caught</c> where its members lead there.</summary>
    public static string Task(string members, string resource = Function)
    {
        var caught = members.Contains("Caught", StringComparison.Ordinal) ? ",\"Caught\":{\"Type\":\"Pass\",\"End\":true}" : "";
        return $$$"""{"StartAt":"S","States":{"S":{"Type":"Task","Resource":"{{{resource}}}",{{{members}}},"End":true}{{{caught}}} } }""";
    }

    public static string Retrying(string retry) => One("Task", $"\"Resource\":\"{Function}\",\"Retry\":[{retry}]");

    public static string Catching(string catcher) => Task($"\"Catch\":[{catcher}]");
}
