using KillSwitch.StatesLanguage.Definitions;
using KillSwitch.StatesLanguage.Tests.Support;

namespace KillSwitch.StatesLanguage.Tests.Definitions;

/// <summary>Numbers out of their range, and two fields for one thing: said when the definition comes, not when it runs.</summary>
public class FieldsTests
{
    private const string Processor = "\"ItemProcessor\":{\"StartAt\":\"I\",\"States\":{\"I\":{\"Type\":\"Pass\",\"End\":true}}}";

    [Theory]
    [InlineData("Wait", "\"Seconds\":-1", "Minimum value is 0 at /States/S/Seconds")]
    [InlineData("Wait", "\"Seconds\":10000000000000000000000", "Maximum value is 99999999 at /States/S/Seconds")]
    [InlineData("Wait", "\"Seconds\":1.5", "Expected value of type Integer at /States/S/Seconds")]
    [InlineData("Wait", "\"Seconds\":\"1\"", "Expected value of type Integer at /States/S/Seconds")]
    [InlineData("Task", $"\"Resource\":\"{Asl.Function}\",\"TimeoutSeconds\":0", "Minimum value is 1 at /States/S/TimeoutSeconds")]
    [InlineData("Task", $"\"Resource\":\"{Asl.Function}\",\"HeartbeatSeconds\":0", "Minimum value is 1 at /States/S/HeartbeatSeconds")]
    [InlineData("Map", $"{Processor},\"MaxConcurrency\":1.5", "Expected value of type Integer at /States/S/MaxConcurrency")]
    [InlineData("Map", $"{Processor},\"ToleratedFailureCount\":-1", "Minimum value is 0 at /States/S/ToleratedFailureCount")]
    [InlineData("Map", $"{Processor},\"ToleratedFailurePercentage\":100.1", "Maximum value is 100 at /States/S/ToleratedFailurePercentage")]
    public void Fits_LiteralOutOfItsRange_IsRefusedWithItsPlace(string type, string members, string message)
    {
        var invalid = Assert.Throws<DefinitionException>(() => StateMachine.Parse(Asl.One(type, members)));

        Assert.StartsWith("SCHEMA_VALIDATION_FAILED: " + message, invalid.Message);
    }

    [Theory]
    [InlineData("Wait", "\"Seconds\":0")]
    [InlineData("Map", $"{Processor},\"ToleratedFailurePercentage\":99.5,\"MaxConcurrency\":1000")]
    public void Fits_LiteralInItsRange_IsTaken(string type, string members) => StateMachine.Parse(Asl.One(type, members));

    [Theory]
    [InlineData("Wait", "\"Seconds\":1,\"SecondsPath\":\"$.s\"", "Seconds", "SecondsPath")]
    [InlineData("Fail", "\"Error\":\"E\",\"ErrorPath\":\"$.e\"", "Error", "ErrorPath")]
    [InlineData("Fail", "\"Cause\":\"E\",\"CausePath\":\"$.e\"", "Cause", "CausePath")]
    [InlineData(
        "Task",
        $"\"Resource\":\"{Asl.Function}\",\"TimeoutSeconds\":9,\"TimeoutSecondsPath\":\"$.t\"",
        "TimeoutSeconds",
        "TimeoutSecondsPath"
    )]
    [InlineData("Map", $"{Processor},\"MaxConcurrency\":1,\"MaxConcurrencyPath\":\"$.c\"", "MaxConcurrency", "MaxConcurrencyPath")]
    [InlineData("Map", $"{Processor},\"ItemSelector\":{{}},\"Parameters\":{{}}", "ItemSelector", "Parameters")]
    [InlineData(
        "Map",
        $"{Processor},\"Iterator\":{{\"StartAt\":\"J\",\"States\":{{\"J\":{{\"Type\":\"Succeed\"}}}}}}",
        "ItemProcessor",
        "Iterator"
    )]
    public void NotBoth_OneWouldHaveNoEffect_IsRefused(string type, string members, string one, string other)
    {
        var invalid = Assert.Throws<DefinitionException>(() => StateMachine.Parse(Asl.One(type, members)));

        Assert.Equal(
            $"SCHEMA_VALIDATION_FAILED: A state cannot have both '{one}' and '{other}': one of them would have no effect at /States/S",
            invalid.Message
        );
    }

    [Fact]
    public void NotBoth_AcceptedEarlier_GoesOnByThePath()
    {
        var run = Run.Restored(Asl.One("Fail", "\"Error\":\"E\",\"ErrorPath\":\"$.e\""), new TestHost(), """{"e":"FromThePath"}""");

        Assert.Equal("FromThePath", run.State.Error!.Error);
    }
}
