using KillSwitch.StatesLanguage.Definitions;
using KillSwitch.StatesLanguage.Tests.Support;

namespace KillSwitch.StatesLanguage.Tests.Definitions;

public class MapOptionsTests
{
    [Theory]
    [InlineData("ItemReader", """{"Resource":"arn:aws:states:::s3:getObject","ReaderConfig":{"InputType":"JSON"}}""")]
    [InlineData("ItemBatcher", """{"MaxItemsPerBatch":10}""")]
    [InlineData("ResultWriter", """{"Resource":"arn:aws:states:::s3:putObject"}""")]
    public void Check_OptionThatIsNotHonoured_IsRefusedWithItsPlace(string option, string value)
    {
        var invalid = Assert.Throws<DefinitionException>(() => StateMachine.Parse(Map($"\"{option}\":{value}")));

        Assert.StartsWith($"SCHEMA_VALIDATION_FAILED: The field '{option}' is not supported by this engine: ", invalid.Message);
        Assert.EndsWith($" at /States/S/{option}", invalid.Message);
    }

    [Theory]
    [InlineData("", "INVALID_LABEL_NAME: Label cannot be empty at /States/S/Label")]
    [InlineData("12345678901234567890123456789012345678901", "INVALID_LABEL_NAME: Label cannot exceed 40 characters at /States/S/Label")]
    [InlineData("a b", "INVALID_LABEL_NAME: Label contains invalid character: ' ' at /States/S/Label")]
    [InlineData("a:b", "INVALID_LABEL_NAME: Label contains invalid character: ':' at /States/S/Label")]
    public void Check_Label_IsHeldToTheServicesRules(string label, string message)
    {
        var invalid = Assert.Throws<DefinitionException>(() => StateMachine.Parse(Map($"\"Label\":\"{label}\"")));

        Assert.Equal(message, invalid.Message);
    }

    [Theory]
    [InlineData("Mode", "REMOTE", "[INLINE, DISTRIBUTED]")]
    [InlineData("ExecutionType", "FAST", "[STANDARD, EXPRESS]")]
    public void Check_Config_HasNoOtherValues(string field, string value, string values)
    {
        var definition = Map("\"Label\":\"L\"").Replace("\"Mode\":\"DISTRIBUTED\"", $"\"{field}\":\"{value}\"", StringComparison.Ordinal);

        var invalid = Assert.Throws<DefinitionException>(() => StateMachine.Parse(definition));

        Assert.Equal(
            $"SCHEMA_VALIDATION_FAILED: The field '{field}' should have one of these values: {values} at /States/S/ItemProcessor/ProcessorConfig/{field}",
            invalid.Message
        );
    }

    [Fact]
    public void Check_DistributedMapOverItsInput_RunsOverIt()
    {
        var run = Run.Started(Map("\"Label\":\"L\",\"ToleratedFailureCount\":1,\"MaxConcurrency\":1000"), "[1,2]");

        Assert.Equal("[1,2]", run.Output);
    }

    [Fact]
    public void Check_AcceptedEarlier_FailsUncatchablyInsteadOfRunningOverTheInput()
    {
        var definition = Map("\"ItemReader\":{},\"Catch\":[{\"ErrorEquals\":[\"States.ALL\"],\"Next\":\"C\"}]");

        var run = Run.Restored(definition, new TestHost(), "[1,2]");

        Assert.Equal(ErrorNames.Runtime, run.State.Error!.Error);
        Assert.Contains("The field 'ItemReader' is not supported by this engine", run.State.Error.Cause);
        Assert.DoesNotContain("MapStateStarted", run.History);
    }

    private static string Map(string members) =>
        $$$"""
            {"StartAt":"S","States":{"S":{"Type":"Map",{{{members}}},"End":true,
              "ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED"},"StartAt":"I","States":{"I":{"Type":"Pass","End":true} } } }
              {{{(members.Contains("\"C\"", StringComparison.Ordinal) ? ",\"C\":{\"Type\":\"Pass\",\"End\":true}" : "")}}} } }
            """;
}
