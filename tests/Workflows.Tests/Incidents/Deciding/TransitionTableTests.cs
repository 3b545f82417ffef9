using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.Tests.Support;

namespace KillSwitch.Workflows.Tests.Incidents.Deciding;

/// <summary>docs/incidents.md has every transition in every situation, and says what really happens.</summary>
public sealed class TransitionTableTests
{
    private static readonly string[][] s_table = [.. Source.Read("docs/incidents.md").Split('\n')
        .SkipWhile(line => !line.StartsWith("| transition | none", StringComparison.Ordinal))
        .TakeWhile(line => line.StartsWith('|'))
        .Where(line => !line.StartsWith("|--", StringComparison.Ordinal))
        .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())];

    public static TheoryData<string> Rows => [.. TransitionRow.All.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Decide_InEverySituation_DoesWhatTheTableSays(string row)
    {
        var tried = TransitionRow.All.Single(candidate => candidate.Name == row).Try;
        var happens = $"| {row} | {string.Join(" | ", Situation.All.Select(situation => tried(situation.Record)))} |";

        var documented = $"| {string.Join(" | ", s_table.SingleOrDefault(cells => cells[0] == row) ?? [])} |";

        Assert.True(happens == documented, $"docs/incidents.md says\n{documented}\nand what happens is\n{happens}");
    }

    [Fact]
    public void Table_EverySituationAndRow_IsTried()
    {
        Assert.Equal(["transition", .. Situation.All.Select(situation => situation.Name)], s_table[0]);
        Assert.Equal(TransitionRow.All.Select(row => row.Name), s_table.Skip(1).Select(cells => cells[0]));
    }

    [Fact]
    public void Table_EveryPhase_HasAColumn() =>
        Assert.Equal(
            Enum.GetValues<IncidentPhase>().Select(TransitionRow.Word),
            Situation.All.Skip(1).Select(situation => situation.Name.Split(' ')[0]).Distinct());

    [Fact]
    public void Table_EveryTransition_HasARow()
    {
        var transitions = typeof(ITransition<>).Assembly.GetTypes()
            .Where(type => !type.IsInterface && type != typeof(Carried<>) && type.GetInterfaces().Any(IsTransition));

        Assert.Equal(
            transitions.Select(type => type.Name).Order(),
            TransitionRow.All.Select(row => row.Transition.Name).Distinct().Order());
    }

    /// <summary>A situation is only named for its phase if it is in it.</summary>
    [Fact]
    public void Situation_Name_BeginsWithItsPhase() =>
        Assert.All(Situation.All.Skip(1), situation =>
            Assert.Equal(TransitionRow.Word(situation.Record.Incident!.Phase), situation.Name.Split(' ')[0]));

    private static bool IsTransition(Type type) =>
        type.IsGenericType
        && (type.GetGenericTypeDefinition() == typeof(ITransition<>) || type.GetGenericTypeDefinition() == typeof(ICarriedTransition<>));
}
