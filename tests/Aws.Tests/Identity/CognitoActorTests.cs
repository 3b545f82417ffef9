using KillSwitch.Aws.Identity;
using KillSwitch.Workflows.People;

namespace KillSwitch.Aws.Tests.Identity;

public sealed class CognitoActorTests
{
    [Theory]
    [InlineData("approver,operator")]
    [InlineData("approver, operator")]
    [InlineData("[approver operator]")]
    public void From_GroupsInEitherNotation_AreRoles(string groups)
    {
        var actor = CognitoActor.From(Claims("alice", groups))!;

        Assert.Equal("user:alice", actor.Id);
        Assert.Equal([Role.Operator, Role.Approver], actor.Roles.Order());
    }

    [Theory]
    [InlineData("")]
    [InlineData("approvers")]
    [InlineData("Approver")]
    [InlineData("eu-central-1_x_approver")]
    public void From_GroupThatIsNoRole_GivesNoRight(string groups)
    {
        Assert.Empty(CognitoActor.From(Claims("alice", groups))!.Roles);
    }

    [Fact]
    public void From_AccessToken_IsNobody()
    {
        var claims = Claims("alice", "approver");
        claims["token_use"] = "access";

        Assert.Null(CognitoActor.From(claims));
    }

    [Fact]
    public void From_NoName_IsNobody() => Assert.Null(CognitoActor.From(Claims("", "approver")));

    [Fact]
    public void From_NoClaims_IsNobody() => Assert.Null(CognitoActor.From(null));

    private static Dictionary<string, string> Claims(string name, string groups) => new()
    {
        ["token_use"] = "id",
        ["cognito:username"] = name,
        ["cognito:groups"] = groups,
    };
}
