using KillSwitch.Workflows.Refusals;

namespace KillSwitch.DynamoDb.Tests;

public sealed class DynamoDbSettingsTests
{
    [Fact]
    public void Validated_WrongInTwoWays_NamesBoth()
    {
        var thrown = Assert.Throws<InvalidSettingsException>(() =>
            new DynamoDbSettings { Endpoint = "nowhere", Suffix = "a b" }.Validated()
        );

        Assert.Equal(
            [
                "Endpoint is 'nowhere': it must be an address such as http://127.0.0.1:8000, or else no table could be reached.",
                "Suffix is 'a b': it must be at most 60 letters, digits or . _ -, or else DynamoDB refuses the tables' names.",
            ],
            thrown.Problems);
    }
}
