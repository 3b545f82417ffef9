using KillSwitch.StatesLanguage.Definitions;
using KillSwitch.StatesLanguage.Tests.Support;

namespace KillSwitch.StatesLanguage.Tests.Definitions;

public class ErrorEqualsTests
{
    private const string Alone = "States.ALL must appear alone and at end of list";

    [Theory]
    [InlineData("""{"ErrorEquals":["States.ALL","Boom"]}""", "/States/S/Retry[0]/ErrorEquals[0]")]
    [InlineData("""{"ErrorEquals":["Boom","States.ALL"]}""", "/States/S/Retry[0]/ErrorEquals[1]")]
    [InlineData("""{"ErrorEquals":["States.ALL"]},{"ErrorEquals":["Boom"]}""", "/States/S/Retry[0]/ErrorEquals[0]")]
    public void CheckWildcard_OthersWouldNeverBeAsked_IsRefusedAsByTheService(string retriers, string place)
    {
        var invalid = Assert.Throws<DefinitionException>(() => StateMachine.Parse(Asl.Retrying(retriers)));

        Assert.Equal($"SCHEMA_VALIDATION_FAILED: {Alone} at {place}", invalid.Message);
    }

    [Fact]
    public void CheckWildcard_OfACatcherBeforeAnother_IsRefused()
    {
        const string Catchers = """{"ErrorEquals":["States.ALL"],"Next":"Caught"},{"ErrorEquals":["Boom"],"Next":"Caught"}""";

        var invalid = Assert.Throws<DefinitionException>(() => StateMachine.Parse(Asl.Catching(Catchers)));

        Assert.Equal($"SCHEMA_VALIDATION_FAILED: {Alone} at /States/S/Catch[0]/ErrorEquals[0]", invalid.Message);
    }

    [Fact]
    public void CheckWildcard_AloneInTheLast_IsTaken() =>
        StateMachine.Parse(Asl.Retrying("""{"ErrorEquals":["Boom"]},{"ErrorEquals":["States.ALL"]}"""));
}
