using KillSwitch.StatesLanguage.Definitions;
using KillSwitch.StatesLanguage.Tests.Support;

namespace KillSwitch.StatesLanguage.Tests.Definitions;

public class DefinitionReaderTests
{
    [Theory]
    [InlineData("""{"StartAt":"A"}""", "SCHEMA_VALIDATION_FAILED: These fields are required: [States] at /")]
    [InlineData("""{"StartAt":"A","States":{}}""", "SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States")]
    [InlineData(
        """{"StartAt":"B","States":{"A":{"Type":"Succeed"}}}""",
        "MISSING_TRANSITION_TARGET: Missing 'StartAt' target: B at /StartAt, MISSING_TRANSITION_TARGET: State \"A\" is not reachable. at /States/A"
    )]
    [InlineData(
        """{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"}}}""",
        "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next"
    )]
    [InlineData(
        """{"StartAt":"A","States":{"A":{"Type":"Nope"}}}""",
        "SCHEMA_VALIDATION_FAILED: The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] at /States/A/Type"
    )]
    [InlineData(
        """{"StartAt":"A","States":{"A":{"Type":"Parallel","Branches":[],"End":true}}}""",
        "SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States/A/Branches"
    )]
    [InlineData(
        """{"StartAt":"A","States":{"A":{"Type":"Wait","Timestamp":"soon","End":true}}}""",
        "SCHEMA_VALIDATION_FAILED: String does not match RFC3339 timestamp at /States/A/Timestamp"
    )]
    [InlineData(
        """{"StartAt":"A","States":{"A":{"Type":"Pass","Parameters":{"x.$":"States.Nope()"},"End":true}}}""",
        "SCHEMA_VALIDATION_FAILED: The value for the field 'x.$' must be a valid JSONPath or a valid intrinsic function call at /States/A/Parameters"
    )]
    [InlineData(
        """{"StartAt":"A","States":{"A":{"Type":"Pass","InputPath":"nope","End":true}}}""",
        "SCHEMA_VALIDATION_FAILED: Value is not a valid JSONPath at /States/A/InputPath"
    )]
    [InlineData(
        """{"StartAt":"A","States":{"A":{"Type":"Pass"}}}""",
        "SCHEMA_VALIDATION_FAILED: Missing 'Next' or 'End' field. A state must lead to another or end at /States/A"
    )]
    [InlineData(
        """{"StartAt":"A","States":{"A":{"Type":"Pass","Assign":7,"End":true}}}""",
        "SCHEMA_VALIDATION_FAILED: Expected value of type Object at /States/A/Assign"
    )]
    [InlineData(
        """{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Pass","QueryLanguage":"JSONPath","End":true}}}""",
        "SCHEMA_VALIDATION_FAILED: 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/A"
    )]
    [InlineData(
        """{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"f","End":true}}}""",
        "SCHEMA_VALIDATION_FAILED: The resource provided f is not recognized. The value is not a valid resource ARN, or the resource is not available in this region. at /States/A/Resource"
    )]
    public void Read_NotValid_SaysWhatAndWhere(string definition, string message)
    {
        var invalid = Assert.Throws<DefinitionException>(() => StateMachine.Parse(definition));

        Assert.Equal(message, invalid.Message);
    }

    [Fact]
    public void Read_NotJson_SaysSo()
    {
        var invalid = Assert.Throws<DefinitionException>(() => StateMachine.Parse("{"));

        Assert.StartsWith(Diagnostic.NotJson, invalid.Message);
    }

    [Fact]
    public void Read_SeveralProblems_AreAllReported()
    {
        var invalid = Assert.Throws<DefinitionException>(() =>
            StateMachine.Parse("""{"StartAt":"A","States":{"A":{"Type":"Wait","Next":"B"}}}""")
        );

        Assert.Equal(2, invalid.Diagnostics.Count);
    }

    [Fact]
    public async Task CheckExpressions_OneCannotBeParsed_IsNamedWithItsPlace()
    {
        var machine = StateMachine.Parse(Asl.Jsonata("Pass", "\"Output\":{\"a\":[\"{% $( %}\"]}"));

        var invalid = await Assert.ThrowsAsync<DefinitionException>(async () =>
            await machine.CheckExpressionsAsync(new ScriptedJsonata(), CancellationToken.None)
        );

        Assert.Equal(
            "SCHEMA_VALIDATION_FAILED: The JSONata expression '$(' is not valid. not scripted at /States/S/Output/a[0]",
            invalid.Message
        );
    }

    [Fact]
    public void VariableReferences_JsonPathAndJsonata_AreFound()
    {
        var machine = StateMachine.Parse("""
            {"StartAt":"A","States":{
              "A":{"Type":"Pass","Parameters":{"x.$":"$one","y.$":"States.Format('{}', $two.b)"},"Next":"B"},
              "B":{"Type":"Pass","QueryLanguage":"JSONata","Output":"{% ($own := $three; $sum([$own, $states.input.n]) & '$text') %}","Next":"C"},
              "C":{"Type":"Pass","End":true}}}
            """);

        Assert.Equal(["one", "two"], machine.VariableReferences["A"]);
        Assert.Equal(["three"], machine.VariableReferences["B"]);
        Assert.False(machine.VariableReferences.ContainsKey("C"));
    }
}
