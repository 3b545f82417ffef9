using KillSwitch.StatesLanguage.Paths;

namespace KillSwitch.StatesLanguage.Tests.Paths;

public class JsonPathTests
{
    private const string Store = """
        {"store":{"book":[{"title":"A","price":8,"isbn":"1"},{"title":"B","price":12},{"title":"C","price":20,"tags":["x","y"]}],"bicycle":{"price":19}},"a b":1,"it's":2,"limit":10}
        """;

    [Theory]
    [InlineData("$.store.book[0].title", "\"A\"")]
    [InlineData("$['store']['book'][2]['title']", "\"C\"")]
    [InlineData("$['a b']", "1")]
    [InlineData("""$['it\'s']""", "2")]
    [InlineData("$.store.book[-1].title", "\"C\"")]
    [InlineData("$.store.book[*].title", """["A","B","C"]""")]
    [InlineData("$.store.book[0,2].price", "[8,20]")]
    [InlineData("$.store.book[1:].title", """["B","C"]""")]
    [InlineData("$.store.book[:1].title", """["A"]""")]
    [InlineData("$..price", "[8,12,20,19]")]
    [InlineData("$.store..tags[0]", """["x"]""")]
    [InlineData("$.store.book[?(@.price > 10)].title", """["B","C"]""")]
    [InlineData("$.store.book[?(@.price > $.limit && @.tags)].title", """["C"]""")]
    [InlineData("$.store.book[?(@.title == 'A' || @.title == \"B\")].price", "[8,12]")]
    [InlineData("$.store.book[?(!@.isbn)].title", """["B","C"]""")]
    [InlineData("$.store.book[?(@.title =~ /[ab]/i)].price", "[8,12]")]
    [InlineData("$.store.book[?(@.price in [8, 20])].title", """["A","C"]""")]
    [InlineData("$.store.bicycle['price','none']", """{"price":19}""")]
    [InlineData("$..book[?(@.title==B)].price", "[12]")]
    [InlineData("$.store.book[?(@.title != A && @.title != C)].price", "[12]")]
    [InlineData("$.store.book[?(@.isbn==1)].title", "[]")]
    [InlineData("$.store.book[?(@.title==nobody)]", "[]")]
    public void Get_Path_GivesWhatItNames(string path, string value)
    {
        Assert.Equal(value, Json.Text(PathReader.Read(path).Get(Json.Parse(Store))!.Value));
    }

    [Theory]
    [InlineData("$.none")]
    [InlineData("$.store.book[9]")]
    [InlineData("$.limit.more")]
    public void Get_DefinitePathToNothing_GivesNull(string path)
    {
        Assert.Null(PathReader.Read(path).Get(Json.Parse(Store)));
    }

    [Theory]
    [InlineData("store")]
    [InlineData("$.")]
    [InlineData("$[")]
    [InlineData("$['a")]
    [InlineData("$.a[x]")]
    [InlineData("$.a[?(@.b =~ /(/)]")]
    [InlineData("$.a b")]
    [InlineData("$.a[?(b==@.c)]")]
    [InlineData("$.a[?(@.b==)]")]
    [InlineData("$.a[?(@.b==two words)]")]
    [InlineData("$.a[?(@.b=={c})]")]
    public void Read_NoPath_IsRefused(string text)
    {
        Assert.Throws<PathSyntaxException>(() => PathReader.Read(text));
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("!", "")]
    [InlineData("@.a[?(", ")]")]
    public void Read_FiltersDeepInEachOther_IsRefusedAndNoStackOverflows(string open, string close)
    {
        Assert.Throws<PathSyntaxException>(() => PathReader.Read($"$[?({Times(open)}@.a{Times(close)})]"));

        static string Times(string text) => string.Concat(Enumerable.Repeat(text, 1500));
    }

    [Fact]
    public void Read_LongerThanAnyPath_IsRefusedAndNotRepeatedInTheMessage()
    {
        var refused = Assert.Throws<PathSyntaxException>(() => PathReader.Read("$" + new string('.', 200_000)));

        Assert.InRange(refused.Message.Length, 1, 200);
    }

    [Theory]
    [InlineData("$..*..*..*..*..*..*..*..*")]
    [InlineData("$..[?(@..[?(@..[?(@..a)])])]")]
    public void Get_PathThatMultipliesItsWork_FailsTheState(string path)
    {
        var deep = Json.Parse(new string('[', 200) + new string(']', 200));

        var failed = Assert.Throws<EvaluationException>(() => PathReader.Read(path).Get(deep));

        Assert.Equal(ErrorNames.Runtime, failed.Error);
        Assert.Contains($"more than {Selection.MaxSteps} values", failed.Message);
    }

    [Fact]
    public void Read_VariableAndContext_AreToldFromData()
    {
        Assert.Equal(PathRoot.Context, PathReader.Read("$$.Execution.Id").Root);
        Assert.Equal(("name", PathRoot.Variable), (PathReader.Read("$name.a").Variable, PathReader.Read("$name.a").Root));
        Assert.Equal(PathRoot.Data, PathReader.Read("$").Root);
    }

    [Theory]
    [InlineData("$", """{"a":1}""", "7")]
    [InlineData("$.a", """{"a":1,"b":2}""", """{"a":7,"b":2}""")]
    [InlineData("$.c.d", """{"a":1}""", """{"a":1,"c":{"d":7}}""")]
    [InlineData("$.l[1]", """{"l":[1,2,3]}""", """{"l":[1,7,3]}""")]
    public void Put_ReferencePath_SetsOrCreates(string path, string target, string result)
    {
        Assert.Equal(result, Json.Text(ReferencePath.Put(PathReader.Read(path), Json.Parse(target), Json.Number(7L))));
    }

    [Fact]
    public void Put_ThroughANumber_Fails()
    {
        Assert.Throws<EvaluationException>(() => ReferencePath.Put(PathReader.Read("$.a.b"), Json.Parse("""{"a":1}"""), Json.Null));
    }

    [Fact]
    public void Put_DeeperThanAnyValueMayNest_IsRefused()
    {
        var deep = PathReader.Read("$" + string.Concat(Enumerable.Repeat(".a", Json.MaxDepth + 1)));

        Assert.Throws<EvaluationException>(() => ReferencePath.Put(deep, Json.EmptyObject, Json.Null));
    }
}
