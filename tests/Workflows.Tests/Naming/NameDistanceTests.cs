using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Workflows.Naming;

namespace KillSwitch.Workflows.Tests.Naming;

public sealed class NameDistanceTests
{
    private const int Any = 100 * NameDistance.Edit;

    /// <summary>Few characters, so that names have much in common: some alike, two cases, a mark.</summary>
    private static readonly Gen<string> s_name =
        from length in Gen.Choose(0, 9)
        from characters in Gen.Elements('A', 'b', 'B', '8', 'O', '0', '1', 'l', '-').ArrayOf(length)
        select new string(characters);

    [Theory]
    [InlineData("901", "901", 0, 0)]
    [InlineData("901", "9O1", 0, 1)]
    [InlineData("9I1S8", "91l5B", 0, 4)]
    [InlineData("abc-DEF", "ABC_def", 0, 7)]
    [InlineData("901", "902", 1, 0)]
    [InlineData("901", "9901", 1, 0)]
    [InlineData("901", "91", 1, 0)]
    [InlineData("901", "910", 1, 0)]
    [InlineData("9O1", "910", 1, 1)]
    [InlineData("TSLA", "TLSAX", 2, 0)]
    [InlineData("", "AB", 2, 0)]
    public void Of_TwoNames_CountsEditsAndThenLookalikes(string one, string other, int edits, int lookalikes) =>
        Assert.Equal((edits * NameDistance.Edit) + lookalikes, NameDistance.Of(one, other, Any));

    [Fact]
    public void Of_AnyNames_IsWhatGoingThroughAllWaysFinds() =>
        Holds((one, other, most) =>
        {
            var all = AllWays(one, other, []);
            return NameDistance.Of(one, other, most) == (all <= most ? all : NameDistance.Beyond);
        });

    [Fact]
    public void Of_AnyNames_IsTheSameEitherWay() =>
        Holds((one, other, most) => NameDistance.Of(one, other, most) == NameDistance.Of(other, one, most));

    [Fact]
    public void Of_AnyNames_IsZeroOfEqualOnesOnly() =>
        Holds((one, other, _) => NameDistance.Of(one, other, Any) == 0 == (one == other));

    [Fact]
    public void Of_LongestNamesOfNothingButLookalikes_AreLessThanAnEditApart() =>
        Assert.Equal(64, NameDistance.Of(new string('0', 64), new string('O', 64), NameDistance.Edit - 1));

    [Fact]
    public void Of_NamesLongerThanAScopes_AreComparedAllTheSame() =>
        Assert.Equal(2 * NameDistance.Edit, NameDistance.Of("x" + new string('a', 300) + "y", "v" + new string('a', 300) + "w", Any));

    private static void Holds(Func<string, string, int, bool> property) =>
        Prop.ForAll(
            (
                from one in s_name
                from other in s_name
                from most in Gen.Choose(0, 6 * NameDistance.Edit)
                select (one, other, most)
            ).ToArbitrary(),
            made => property(made.one, made.other, made.most)
        ).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    /// <summary>As the words say it: of all ways from one to the other the least.</summary>
    private static int AllWays(string one, string other, Dictionary<(int, int), int> known)
    {
        if (one.Length == 0 || other.Length == 0)
            return (one.Length + other.Length) * NameDistance.Edit;
        if (known.TryGetValue((one.Length, other.Length), out var before))
            return before;
        var least = Math.Min(
            AllWays(one[1..], other[1..], known) + Taken(one[0], other[0]),
            NameDistance.Edit + Math.Min(AllWays(one[1..], other, known), AllWays(one, other[1..], known))
        );
        if (one.Length > 1 && other.Length > 1)
            least = Math.Min(
                least,
                AllWays(one[2..], other[2..], known) + NameDistance.Edit + Taken(one[0], other[1]) + Taken(one[1], other[0])
            );
        return known[(one.Length, other.Length)] = least;
    }

    private static int Taken(char one, char other)
    {
        string[] alike = ["Aa", "Bb8", "O0o", "1lLIi", "-_"];
        return one == other ? 0 : alike.Any(set => set.Contains(one) && set.Contains(other)) ? 1 : NameDistance.Edit;
    }
}
