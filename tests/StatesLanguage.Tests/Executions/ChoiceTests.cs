using KillSwitch.StatesLanguage.Executions;
using KillSwitch.StatesLanguage.Tests.Support;

namespace KillSwitch.StatesLanguage.Tests.Executions;

public class ChoiceTests
{
    [Theory]
    [InlineData("\"NumericEquals\":1", "1.0", true)]
    [InlineData("\"NumericEquals\":1", "\"1\"", false)]
    [InlineData("\"NumericGreaterThan\":5", "6", true)]
    [InlineData("\"NumericLessThanEqualsPath\":\"$.other\"", "3", true)]
    [InlineData("\"StringEquals\":\"a\"", "\"a\"", true)]
    [InlineData("\"StringLessThan\":\"b\"", "\"a\"", true)]
    [InlineData("\"StringMatches\":\"log-*.txt\"", "\"log-1.txt\"", true)]
    [InlineData("\"StringMatches\":\"log-\\\\*.txt\"", "\"log-1.txt\"", false)]
    [InlineData("\"BooleanEquals\":true", "true", true)]
    [InlineData("\"TimestampGreaterThan\":\"2024-01-01T00:00:00Z\"", "\"2024-01-01T01:00:00+02:00\"", false)]
    [InlineData("\"TimestampEquals\":\"2024-01-01T00:00:00Z\"", "\"2024-01-01T02:00:00+02:00\"", true)]
    [InlineData("\"IsNull\":true", "null", true)]
    [InlineData("\"IsPresent\":true", "null", true)]
    [InlineData("\"IsNumeric\":false", "\"x\"", true)]
    [InlineData("\"IsTimestamp\":true", "\"2024-01-01\"", false)]
    public void Rule_Operator_ComparesAsTheLanguageSays(string comparison, string value, bool holds)
    {
        var run = Run.Started(Machine($$"""{"Variable":"$.v",{{comparison}},"Next":"Yes"}"""), $$"""{"v":{{value}},"other":3}""");

        Assert.Equal(holds ? "\"yes\"" : "\"no\"", run.Output);
    }

    [Theory]
    [InlineData("""{"And":[{"Variable":"$.v","IsPresent":true},{"Variable":"$.v","NumericEquals":1}],"Next":"Yes"}""", true)]
    [InlineData("""{"Or":[{"Variable":"$.none","IsPresent":true},{"Variable":"$.v","NumericEquals":1}],"Next":"Yes"}""", true)]
    [InlineData("""{"Not":{"Variable":"$.v","NumericEquals":1},"Next":"Yes"}""", false)]
    public void Rule_Composed_HoldsAsItsPartsDo(string rule, bool holds)
    {
        var run = Run.Started(Machine(rule), """{"v":1}""");

        Assert.Equal(holds ? "\"yes\"" : "\"no\"", run.Output);
    }

    [Fact]
    public void Rule_VariableIsMissing_FailsWithRuntime()
    {
        var run = Run.Started(Machine("""{"Variable":"$.none","NumericEquals":1,"Next":"Yes"}"""));

        Assert.Equal(ErrorNames.Runtime, run.State.Error!.Error);
        Assert.Contains("Invalid path '$.none': The choice state's condition path references an invalid value.", run.State.Error.Cause);
    }

    [Fact]
    public void NoRuleHolds_AndNoDefault_Fails()
    {
        var run = Run.Started(
            """{"StartAt":"S","States":{"S":{"Type":"Choice","Choices":[{"Variable":"$","IsNull":true,"Next":"Yes"}]},"Yes":{"Type":"Succeed"}}}"""
        );

        Assert.Equal(ExecutionStatus.Failed, run.State.Status);
        Assert.Equal(ErrorNames.Runtime, run.State.Error!.Error);
    }

    [Theory]
    [InlineData("true", "\"taken\"")]
    [InlineData("false", "{}")]
    public void Condition_Jsonata_DecidesAndShapesTheOutput(string condition, string output)
    {
        var jsonata = new ScriptedJsonata().On("$c", _ => Json.Parse(condition));
        var run = Run.Started(
            """{"QueryLanguage":"JSONata","StartAt":"S","States":{"S":{"Type":"Choice","Choices":[{"Condition":"{% $c %}","Output":"taken","Next":"Yes"}],"Default":"Yes"},"Yes":{"Type":"Succeed"}}}""",
            jsonata: jsonata);

        Assert.Equal(output, run.Output);
    }

    [Fact]
    public void Condition_JsonataGivesANumber_Fails()
    {
        var jsonata = new ScriptedJsonata().On("$c", _ => Json.Number(1L));
        var run = Run.Started(
            """{"QueryLanguage":"JSONata","StartAt":"S","States":{"S":{"Type":"Choice","Choices":[{"Condition":"{% $c %}","Next":"Yes"}],"Default":"Yes"},"Yes":{"Type":"Succeed"}}}""",
            jsonata: jsonata);

        Assert.Equal(ErrorNames.QueryEvaluationError, run.State.Error!.Error);
        Assert.Contains("Expected 'boolean', but was 'number' for value: 1", run.State.Error.Cause);
    }

    private static string Machine(string rule) =>
        $$$"""{"StartAt":"S","States":{"S":{"Type":"Choice","Choices":[{{{rule}}}],"Default":"No"},"Yes":{"Type":"Pass","Result":"yes","End":true},"No":{"Type":"Pass","Result":"no","End":true} } }""";
}
