using KillSwitch.StatesLanguage.Definitions;
using KillSwitch.StatesLanguage.Tests.Support;

namespace KillSwitch.StatesLanguage.Tests.Definitions;

/// <summary>A field that nobody would look at is refused, in the words and with the places of the service.</summary>
public class FieldSetTests
{
    [Theory]
    [InlineData("Pass", "\"Output\":{}", "Output")]
    [InlineData("Task", $"\"Resource\":\"{Asl.Function}\",\"Arguments\":{{}}", "Arguments")]
    [InlineData("Map", "\"Items\":[],\"ItemProcessor\":{\"StartAt\":\"I\",\"States\":{\"I\":{\"Type\":\"Pass\",\"End\":true}}}", "Items")]
    public void Check_FieldOfJsonataInAJsonPathState_IsRefused(string type, string members, string field)
    {
        var invalid = Assert.Throws<DefinitionException>(() => StateMachine.Parse(Asl.One(type, members)));

        Assert.Equal(
            $"SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONPath', but field '{field}' is only supported for the 'JSONata' QueryLanguage at /States/S",
            invalid.Message
        );
    }

    [Theory]
    [InlineData("Pass", "\"InputPath\":\"$.a\"", "InputPath")]
    [InlineData("Pass", "\"OutputPath\":\"$.a\"", "OutputPath")]
    [InlineData("Pass", "\"ResultPath\":\"$.a\"", "ResultPath")]
    [InlineData("Pass", "\"Parameters\":{}", "Parameters")]
    [InlineData("Pass", "\"Result\":1", "Result")]
    [InlineData("Task", $"\"Resource\":\"{Asl.Function}\",\"ResultSelector\":{{}}", "ResultSelector")]
    [InlineData("Task", $"\"Resource\":\"{Asl.Function}\",\"TimeoutSecondsPath\":\"$.a\"", "TimeoutSecondsPath")]
    [InlineData("Wait", "\"Seconds\":1,\"InputPath\":\"$.a\"", "InputPath")]
    [InlineData("Fail", "\"CausePath\":\"$.a\"", "CausePath")]
    public void Check_FieldOfJsonPathInAJsonataState_IsRefused(string type, string members, string field)
    {
        var invalid = Assert.Throws<DefinitionException>(() => StateMachine.Parse(Asl.Jsonata(type, members)));

        Assert.Equal(
            $"SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONata', but field '{field}' is only supported for the 'JSONPath' QueryLanguage at /States/S",
            invalid.Message
        );
    }

    [Theory]
    [InlineData("Pass", "\"_comment\":\"x\"", "_comment")]
    [InlineData("Pass", "\"Catch\":[]", "Catch")]
    [InlineData("Pass", "\"Retry\":[]", "Retry")]
    [InlineData("Pass", "\"TimeoutSeconds\":1", "TimeoutSeconds")]
    [InlineData("Wait", "\"Seconds\":1,\"ResultPath\":null", "ResultPath")]
    [InlineData("Succeed", "\"Assign\":{}", "Assign")]
    [InlineData("Fail", "\"Output\":{}", "Output")]
    [InlineData("Task", $"\"Resource\":\"{Asl.Function}\",\"Message.$\":\"$\"", "Message.$")]
    public void Check_FieldThatTheTypeDoesNotHave_IsRefused(string type, string members, string field)
    {
        var invalid = Assert.Throws<DefinitionException>(() => StateMachine.Parse(Asl.One(type, members)));

        Assert.Equal($"SCHEMA_VALIDATION_FAILED: Field '{field}' is not supported at /States/S", invalid.Message);
    }

    [Theory]
    [InlineData("""{"Timeout":1,"StartAt":"S","States":{"S":{"Type":"Succeed"}}}""", "Field 'Timeout' is not supported at /")]
    [InlineData(
        """
        {"StartAt":"S","States":{"S":{"Type":"Map","End":true,
          "ItemProcessor":{"QueryLanguage":"JSONata","StartAt":"I","States":{"I":{"Type":"Succeed"}}}}}}
        """,
        "Field 'QueryLanguage' is not supported at /States/S/ItemProcessor"
    )]
    [InlineData(
        """
        {"StartAt":"S","States":{"S":{"Type":"Parallel","End":true,
          "Branches":[{"TimeoutSeconds":1,"StartAt":"I","States":{"I":{"Type":"Succeed"}}}]}}}
        """,
        "Field 'TimeoutSeconds' is not supported at /States/S/Branches[0]"
    )]
    [InlineData(
        """
        {"StartAt":"S","States":{"S":{"Type":"Map","End":true,
          "ItemProcessor":{"ProcessorConfig":{"Modus":"INLINE"},"StartAt":"I","States":{"I":{"Type":"Succeed"}}}}}}
        """,
        "Field 'Modus' is not supported at /States/S/ItemProcessor/ProcessorConfig"
    )]
    public void Check_FieldAroundStates_IsRefused(string definition, string message)
    {
        var invalid = Assert.Throws<DefinitionException>(() => StateMachine.Parse(definition));

        Assert.Equal("SCHEMA_VALIDATION_FAILED: " + message, invalid.Message);
    }

    [Theory]
    [InlineData("\"Retry\":[{\"ErrorEquals\":[\"E\"],\"MaxAttempt\":1}]", "Field 'MaxAttempt' is not supported at /States/S/Retry[0]")]
    [InlineData(
        "\"Retry\":[{\"ErrorEquals\":[\"E\"],\"JitterStrategy\":\"SOME\"}]",
        "The field 'JitterStrategy' should have one of these values: [FULL, NONE] at /States/S/Retry[0]/JitterStrategy"
    )]
    [InlineData("\"Retry\":{\"ErrorEquals\":[\"E\"]}", "Expected value of type Array at /States/S/Retry")]
    [InlineData("\"Retry\":[{\"ErrorEquals\":[\"E\",7]}]", "Expected value of type String at /States/S/Retry[0]/ErrorEquals")]
    [InlineData(
        "\"Catch\":[{\"ErrorEquals\":[\"E\"],\"Next\":\"Caught\",\"Output\":{}}]",
        "The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage at /States/S/Catch[0]"
    )]
    public void Check_FieldOfARetrierOrCatcher_IsRefused(string members, string message)
    {
        var invalid = Assert.Throws<DefinitionException>(() => StateMachine.Parse(Asl.Task(members)));

        Assert.Equal("SCHEMA_VALIDATION_FAILED: " + message, invalid.Message);
    }

    [Theory]
    [InlineData(
        """{"Variable":"$.a","NumericEquals":1,"NumericLessThan":5,"Next":"E"}""",
        "A Choice rule must contain exactly one comparison operator at /States/S/Choices[0]"
    )]
    [InlineData(
        """{"Variable":"$.a","NumericEquals":1,"Condition":"{% true %}","Next":"E"}""",
        "The QueryLanguage is set to 'JSONPath', but field 'Condition' is only supported for the 'JSONata' QueryLanguage at /States/S/Choices[0]"
    )]
    [InlineData(
        """{"Not":{"Variable":"$.a","NumericEquals":1,"Next":"E"},"Next":"E"}""",
        "Field 'Next' is not supported at /States/S/Choices[0]/Not"
    )]
    [InlineData(
        """{"Variable":"$.b","And":[{"Variable":"$.a","NumericEquals":1}],"Next":"E"}""",
        "Field 'Variable' is not supported beside 'And', 'Or' or 'Not': the comparisons in them have their own at /States/S/Choices[0]"
    )]
    public void Check_ChoiceRule_TestsOneThing(string rule, string message)
    {
        var definition = $$$"""{"StartAt":"S","States":{"S":{"Type":"Choice","Choices":[{{{rule}}}]},"E":{"Type":"Succeed"} } }""";

        var invalid = Assert.Throws<DefinitionException>(() => StateMachine.Parse(definition));

        Assert.Equal("SCHEMA_VALIDATION_FAILED: " + message, invalid.Message);
    }

    [Theory]
    [InlineData("\"Result\":1,\"Result\":2", "Field 'Result' stands twice: one of them would have no effect at /States/S")]
    [InlineData("\"ResultPath\":\"$$.x\"", "Value must not begin with '$$': a result cannot be put into the context object at /States/S/ResultPath")]
    public void Check_FieldThatWouldHaveNoEffect_IsRefused(string members, string message)
    {
        var invalid = Assert.Throws<DefinitionException>(() => StateMachine.Parse(Asl.One("Pass", members)));

        Assert.Equal("SCHEMA_VALIDATION_FAILED: " + message, invalid.Message);
    }

    [Fact]
    public void Check_VersionOfAnotherLanguage_IsRefused()
    {
        var invalid = Assert.Throws<DefinitionException>(() =>
            StateMachine.Parse("""{"Version":"2.0","StartAt":"S","States":{"S":{"Type":"Succeed"}}}""")
        );

        Assert.Equal("SCHEMA_VALIDATION_FAILED: The field 'Version' should have one of these values: [1.0] at /Version", invalid.Message);
    }

    [Theory]
    [InlineData("\"{% $x %}\"")]
    [InlineData("{\"in\":[\"{% $x %}\"]}")]
    public void Check_ExpressionInAssignOfJsonPath_IsRefused(string value)
    {
        var invalid = Assert.Throws<DefinitionException>(() => StateMachine.Parse(Asl.One("Pass", $"\"Assign\":{{\"v\":{value}}}")));

        Assert.Equal(
            "SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONPath', but '{% $x %}' is an expression, which is only supported for the 'JSONata' QueryLanguage at /States/S/Assign",
            invalid.Message
        );
    }

    [Theory]
    [InlineData("v.$")]
    [InlineData("7v")]
    [InlineData("states")]
    [InlineData("")]
    public void Check_AssignNamesNoVariable_IsRefused(string name)
    {
        var invalid = Assert.Throws<DefinitionException>(() =>
            StateMachine.Parse(Asl.Jsonata("Pass", $"\"Assign\":{{\"{name}\":\"$.a\"}}"))
        );

        Assert.StartsWith($"SCHEMA_VALIDATION_FAILED: '{name}' is no name of a variable", invalid.Message);
        Assert.EndsWith(" at /States/S/Assign", invalid.Message);
    }
}
