using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Workflows.Naming;

namespace KillSwitch.Workflows.Tests.Naming;

public sealed class NamePatternTests
{
    private static readonly Gen<string> s_name =
        from length in Gen.Choose(1, 12)
        from characters in Gen.Elements('A', 'b', 'B', '8', 'O', '0', '1', 'l', '-').ArrayOf(length)
        select new string(characters);

    [Fact]
    public void IsWithin_AnyNames_IsWhatTheDistanceSays() =>
        Prop.ForAll(
            (from one in s_name from other in s_name from edits in Gen.Choose(0, 6) select (one, other, edits)).ToArbitrary(),
            made =>
                new NamePattern(made.one).IsWithin(made.edits, made.other)
                == (NameDistance.Of(made.one, made.other, 100 * NameDistance.Edit) / NameDistance.Edit <= made.edits)
        ).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(1, 0, false)]
    [InlineData(2, 2, true)]
    [InlineData(3, 2, false)]
    public void IsWithin_LongestNames_UsesEveryBit(int changed, int edits, bool isWithin)
    {
        var name = string.Concat(Enumerable.Range(0, 64).Select(i => (char)('A' + (i % 7))));

        Assert.Equal(isWithin, new NamePattern(name).IsWithin(edits, name[..^changed] + new string('x', changed)));
    }

    [Fact]
    public void IsWithin_CharactersOfNoName_AreJustOthers() => Assert.True(new NamePattern("AÄB").IsWithin(1, "AÖB"));
}
