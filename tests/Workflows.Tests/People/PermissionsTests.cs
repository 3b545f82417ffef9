using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Workflows.Tests.People;

public sealed class PermissionsTests
{
    [Theory]
    [InlineData(Role.Observer, "Read")]
    [InlineData(Role.Operator, "Read Kill AskUnkill AskLimit Note")]
    [InlineData(Role.Approver, "Read Kill AskUnkill DecideUnkill AskLimit DecideLimit Note")]
    public void Check_OneRole_AllowsExactly(Role role, string allowed)
    {
        var actor = new Actor(new("zoe"), new HashSet<Role> { role });

        Assert.Equal(
            allowed.Split(' '),
            Enum.GetValues<Permission>()
                .Where(permission => Permissions.Check(actor, permission) is null)
                .Select(permission => permission.ToString())
        );
    }

    [Fact]
    public void Check_NoRole_AllowsNothing() =>
        Assert.All(Enum.GetValues<Permission>(), permission =>
            Assert.Equal(RefusalCode.RoleMissing, Permissions.Check(new Actor(new("zoe"), new HashSet<Role>()), permission)!.Code)
        );

    [Theory]
    [InlineData(Permission.Read, "read: that takes the role observer or operator or approver")]
    [InlineData(Permission.AskUnkill, "ask for an unkill: that takes the role operator or approver")]
    [InlineData(Permission.DecideUnkill, "approve or reject an unkill: that takes the role approver")]
    public void Check_NoRole_SaysWhatItTakesAndThatThereIsNone(Permission permission, string expected) =>
        Assert.Equal(
            $"zoe may not {expected}, and zoe has no role. Ask somebody who has it.",
            Permissions.Check(new Actor(new("zoe"), new HashSet<Role>()), permission)!.Message);

    [Fact]
    public void Check_SeveralRolesAndNotTheRightOne_NamesThemInTheirOrder()
    {
        var dave = new Actor(new("dave"), new HashSet<Role> { Role.Operator, Role.Observer });

        Assert.EndsWith(
            "and dave has observer, operator. Ask somebody who has it.", Permissions.Check(dave, Permission.DecideUnkill)!.Message);
    }

    [Fact]
    public void Check_PermissionThatIsNone_IsAFaultAndNoYes() =>
        Assert.Throws<KeyNotFoundException>(() => Permissions.Check(new Actor(new("zoe"), new HashSet<Role>()), (Permission)99));

    [Fact]
    public void Check_Refused_SaysWhatItTakes() =>
        Assert.Equal(
            "dave may not kill: that takes the role operator or approver, and dave has observer. Ask somebody who has it.",
            Permissions.Check(new Actor(new("dave"), new HashSet<Role> { Role.Observer }), Permission.Kill)!.Message);
}
