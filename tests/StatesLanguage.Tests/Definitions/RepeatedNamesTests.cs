using KillSwitch.StatesLanguage.Definitions;
using KillSwitch.StatesLanguage.Tests.Support;

namespace KillSwitch.StatesLanguage.Tests.Definitions;

public class RepeatedNamesTests
{
    [Theory]
    [InlineData("""{"a":1,"a":2}""", "a")]
    [InlineData("""{"a":1,"a.$":"$.x"}""", "a")]
    [InlineData("""{"in":[{"b.$":"$.x","b.$":"$.y"}]}""", "b")]
    public void FirstIn_PayloadOfJsonPath_IsRefusedWithItsPlace(string parameters, string name)
    {
        var invalid = Assert.Throws<DefinitionException>(() => StateMachine.Parse(Asl.Task($"\"Parameters\":{parameters}")));

        Assert.Equal(
            $"SCHEMA_VALIDATION_FAILED: The name '{name}' stands twice in one object: which of its values counts would be a guess at /States/S/Parameters",
            invalid.Message
        );
    }

    [Fact]
    public void FirstIn_OutputOfJsonata_IsRefused()
    {
        var invalid = Assert.Throws<DefinitionException>(() => StateMachine.Parse(Asl.Jsonata("Pass", """
            "Output":{"a":1,"a":"{% 2 %}"}
            """)));

        Assert.Contains("The name 'a' stands twice in one object", invalid.Message);
    }

    [Fact]
    public void FirstIn_NamesOfJsonataThatDifferInADollar_AreTwo() =>
        StateMachine.Parse(Asl.Jsonata("Pass", """
            "Output":{"a":1,"a.$":2}
            """));
}
