using KillSwitch.Course.Exercises;
using KillSwitch.Course.Work;
using KillSwitch.Hosting;
using KillSwitch.Tests;

namespace KillSwitch.Course.Tests.Work;

public sealed class WorkFolderTests : IDisposable
{
    private static readonly string s_exercises = SourceTree.File("exercises");
    private static readonly IExercise s_first = AllExercises.In(s_exercises)[0];

    private readonly TempFolder _folder = new();
    private readonly WorkFolder _work;

    public WorkFolderTests() => _work = new WorkFolder(_folder.File("work"), s_exercises);

    private string Answer => Path.Combine(_work.Of(s_first), "answer.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Begin_ASecondTime_ChangesNothing()
    {
        _work.Begin(s_first, Student.Alone);
        File.WriteAllText(Answer, "mine");

        Assert.False(_work.Begin(s_first, Student.Alone));
        Assert.Equal("mine", File.ReadAllText(Answer));
    }

    [Fact]
    public void PutAside_Twice_KeepsBoth()
    {
        foreach (var mine in (string[])["first", "second"])
        {
            _work.Begin(s_first, Student.Alone);
            File.WriteAllText(Answer, mine);
            var aside = _work.PutAside(s_first)!;
            Assert.Equal(mine, File.ReadAllText(Path.Combine(aside, "answer.json")));
        }

        Assert.Null(_work.PutAside(s_first));
        Assert.Equal(2, Directory.EnumerateDirectories(_work.Path).Count());
    }

    [Fact]
    public void NextHint_AskedForAgainAndAgain_GivesThreeAndThenTheLast()
    {
        _work.Begin(s_first, Student.Alone);

        Assert.Equal([1, 2, 3, 3], Enumerable.Range(0, 4).Select(_ => _work.NextHint(s_first).Number));
    }

    [Fact]
    public void StudentOf_AName_IsKeptAndNobodyElses()
    {
        Assert.Equal("Ada", _work.StudentOf("Ada").Name);
        Assert.Equal("Ada", _work.StudentOf(null).Name);
        Assert.Equal("ADA", _work.StudentOf("ADA").Name);
        var refused = Assert.Throws<CannotStartException>(() => _work.StudentOf("Bob"));
        Assert.Contains("is the work of Ada", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StudentOf_ANameForWhatWasBegunWithout_IsRefused()
    {
        _work.Begin(s_first, _work.StudentOf(null));

        var refused = Assert.Throws<CannotStartException>(() => _work.StudentOf("Ada"));
        Assert.Contains("begun without a name", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void IsOfAnOlderVersion_StartThatWasAnother_IsSo()
    {
        _work.Begin(s_first, Student.Alone);
        Assert.False(_work.IsOfAnOlderVersion(s_first));

        File.WriteAllText(Path.Combine(_work.Of(s_first), ".made-from"), "0123");

        Assert.True(_work.IsOfAnOlderVersion(s_first));
    }

    [Theory]
    [InlineData("{\n  \"scope\": \"x\"\n  \"why\": 1 }", "is no JSON: look at line 3")]
    [InlineData("[]", "is no JSON object")]
    [InlineData(null, "cannot be read")]
    public void Check_AnswerThatCannotBeRead_SaysWhereAndWhatToDo(string? written, string says)
    {
        _work.Begin(s_first, Student.Alone);
        if (written is null)
            File.Delete(Answer);
        else
            File.WriteAllText(Answer, written);

        Assert.Contains(says, Assert.Single(Checked.Of(s_first, _work, Student.Alone).Findings).Next, StringComparison.Ordinal);
    }

    [Fact]
    public void Grade_SomeBegun_CountsWhatIsSolved()
    {
        _work.Begin(s_first, Student.Alone);
        var all = AllExercises.In(s_exercises).Select(e => (e, _work.IsBegun(e) ? Checked.Of(e, _work, Student.Alone) : null));
        var grade = Grade.From(new Student(" Ada "), [.. all]);

        Assert.Equal(("Ada", 0, 5), (grade.Student, grade.Solved, grade.Of));
        Assert.Equal([true, false, false, false, false], grade.Exercises.Select(e => e.Begun));
    }
}
