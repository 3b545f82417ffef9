using KillSwitch.Workflows.Naming;

namespace KillSwitch.Workflows.Tests.Naming;

public sealed class NearestNamesTests
{
    [Theory]
    [InlineData("9O1", "902,801,911,901,888", "901,911,801")]
    [InlineData("AAPL", "APPL,MSFT,AAPLX,AALP", "AALP,AAPLX,APPL")]
    [InlineData("12345", "12354,12346,12344,99999", "12344,12346,12354")]
    [InlineData("123456", "123465,12345,1234567,654321", "12345,1234567,123465")]
    [InlineData("ALPHA-1", "ALPHA_L,ALPHA-2,BETA-1,GAMMA", "ALPHA_L,ALPHA-2")]
    [InlineData("ABCDEF", "ABXDXF,ABXYZF,ABCDXYF", "ABCDXYF,ABXDXF")]
    [InlineData("SAME", "SAME", "")]
    public void Found_ANameAmongOthers_AreTheNearestFirst(string name, string others, string found) =>
        Assert.Equal(found, string.Join(',', Of(name, others.Split(',')).Found));

    /// <summary>One edit of two characters leaves hardly a name that is not near.</summary>
    [Theory]
    [InlineData("F", "G,E,f", "f")]
    [InlineData("T1", "TI,T2,T,T11", "TI")]
    [InlineData("ABC", "ABD,AXY", "ABD")]
    public void Found_AShortName_HasLessThatIsNear(string name, string others, string found) =>
        Assert.Equal(found, string.Join(',', Of(name, others.Split(',')).Found));

    [Fact]
    public void Found_AWholeNameInAnotherCase_IsNear() =>
        Assert.Equal(["acct-desk-nine"], Of("ACCT-DESK-NINE", ["acct-desk-nine"]).Found);

    [Fact]
    public void Consider_AnyOrderOfTheSameNames_FindsTheSame()
    {
        string[] names = [.. Enumerable.Range(0, 2_000).Select(n => $"{n:00000}")];

        var forwards = Of("0O12E", names).Found;

        Assert.Equal(["00120", "00121", "00122"], forwards);
        Assert.Equal(forwards, Of("0O12E", names.Reverse()).Found);
    }

    private static NearestNames Of(string name, IEnumerable<string> others)
    {
        var nearest = new NearestNames(name);
        foreach (var other in others)
            nearest.Consider(other);
        return nearest;
    }
}
