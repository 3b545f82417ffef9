using KillSwitch.Course.Exercises;
using KillSwitch.Course.Work;
using KillSwitch.Tests;

namespace KillSwitch.Course.Tests.Exercises;

/// <summary>Every exercise as a student meets it: its start, its solution, and answers that are wrong in a way that many are.</summary>
public sealed class ExercisesTests : IDisposable
{
    private const string Promise = "Before you begin, the check says: ";

    private static readonly string s_exercises = SourceTree.File("exercises");
    private static readonly IReadOnlyList<IExercise> s_all = AllExercises.In(s_exercises);

    /// <summary>What stands in the work folder under which name.</summary>
    private static readonly Dictionary<string, string> s_answers = new()
    {
        ["01"] = "answer.json", ["02"] = "detection.json", ["03"] = "answer.json", ["10"] = "router.py", ["12"] = "report.csv",
    };

    private static readonly (string Number, string Answer, string Says)[] s_wrong =
    [
        ("01", "first-request.json", "asked_by"),
        ("01", "all-drops.json", "held_back"),
        ("01", "looks-once-a-second.json", "why"),
        ("02", "every-symbol.json", "an ordinary day kills nobody"),
        ("02", "too-late.json", "within 20 s"),
        ("02", "accounts-instead.json", "within 20 s"),
        ("03", "trace-of-the-order.json", "killed_trace_id"),
        ("03", "whole-header.json", "order_trace_id"),
        ("03", "dashes-as-in-a-uuid.json", "xray_trace_id"),
        ("10", "state-of-the-batch-before.py", "no order is let through"),
        ("10", "killed-for-ever.py", "no order is held back"),
        ("10", "whatever-comes-last.py", "no order is held back"),
        ("10", "first-router-alone.py", "decided once"),
        ("12", "only-what-is-over.csv", "a row for every kill"),
        ("12", "rounded-worth.csv", "notional_held_back_usd"),
        ("12", "first-request.csv", "asked_by"),
    ];

    private readonly TempFolder _folder = new();
    private readonly WorkFolder _work;

    public ExercisesTests() => _work = new WorkFolder(_folder.File("work"), s_exercises);

    /// <summary>Exercise 10 starts a program in Python; without that, there is nothing to see of it.</summary>
    private static bool CanTry(string number) => number != "10" || Programs.Find("python3") is not null;

    public static TheoryData<string> Numbers => [.. s_all.Select(e => e.Number).Where(CanTry)];

    public static TheoryData<string, string, string> WrongAnswers
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            foreach (var (number, answer, says) in s_wrong.Where(wrong => CanTry(wrong.Number)))
                rows.Add(number, answer, says);
            return rows;
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Start_AsItIsMade_FailsAsItsPageSays(string number)
    {
        var first = Begun(number).Findings.First(f => !f.Holds);

        var promised = File.ReadLines(PathOf(number, "README.md")).Single(line => line.StartsWith(Promise, StringComparison.Ordinal));
        Assert.StartsWith(promised[Promise.Length..].TrimEnd('.'), first.Next, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Solution_OfWhoWorksAlone_IsRight(string number)
    {
        var solved = Answered(number, PathOf(number, Path.Combine("solution", s_answers[number])));

        Assert.All(solved.Findings, f => Assert.True(f.Holds, $"{f.Says}: {f.Next}"));
    }

    [Theory]
    [MemberData(nameof(WrongAnswers))]
    public void WrongAnswer_OfAKindThatManyGive_FailsInItsOwnWay(string number, string answer, string says)
    {
        var judged = Answered(number, PathOf(number, Path.Combine("wrong", answer)));

        Assert.Contains(says, judged.Findings.First(f => !f.Holds).Says, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongAnswers_InTheFolders_AreAllTried() =>
        Assert.Equal(
            Directory.EnumerateFiles(s_exercises, "*", SearchOption.AllDirectories)
                .Where(f => Path.GetFileName(Path.GetDirectoryName(f)) == "wrong")
                .Select(Path.GetFileName)
                .Order(),
            s_wrong.Select(wrong => wrong.Answer).Order()
        );

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Folder_OfAnExercise_HasItsPageAndThreeHints(string number)
    {
        var exercise = Of(number);

        Assert.Equal(3, _work.HintsOf(exercise).Count);
        Assert.All(_work.HintsOf(exercise), hint => Assert.True(hint.Length > 40, hint));
        Assert.StartsWith($"# {number} ", File.ReadAllText(PathOf(number, "README.md")), StringComparison.Ordinal);
        Assert.Contains($"{exercise.Minutes} minutes", File.ReadAllText(PathOf(number, "README.md")), StringComparison.Ordinal);
        Assert.Contains($"| {exercise.Minutes} |", File.ReadAllText(Path.Combine(s_exercises, "README.md")), StringComparison.Ordinal);
    }

    /// <summary>Whoever hands on an answer hands on somebody else's.</summary>
    [Theory]
    [InlineData("01")]
    [InlineData("03")]
    public void Solution_OfSomebodyElse_IsWrongForMost(string number)
    {
        var wrong = Enumerable.Range(1, 40).Count(i =>
        {
            var work = new WorkFolder(_folder.File($"{number}-{i}"), s_exercises);
            var student = new Student($"student {i}");
            work.Begin(Of(number), student);
            var copied = PathOf(number, Path.Combine("solution", s_answers[number]));
            File.Copy(copied, Path.Combine(work.Of(Of(number)), s_answers[number]), overwrite: true);
            return !Checked.Of(Of(number), work, student).IsSolved;
        });

        Assert.InRange(wrong, 10, 40);
    }

    [ShellFact("python3")]
    public async Task Report_MadeByTheSolutionsProgram_IsTheSolution()
    {
        var start = new System.Diagnostics.ProcessStartInfo("python3", ["exercises/12-regulators-report/solution/report.py"])
        {
            WorkingDirectory = SourceTree.Root,
            RedirectStandardOutput = true,
        };
        using var python = System.Diagnostics.Process.Start(start)!;
        var made = await python.StandardOutput.ReadToEndAsync();

        Assert.Equal(await File.ReadAllTextAsync(PathOf("12", Path.Combine("solution", "report.csv"))), made);
    }

    private static IExercise Of(string number) => s_all.Single(e => e.Number == number);

    private static string PathOf(string number, string file) => Path.Combine(s_exercises, Of(number).Folder, file);

    private Checked Begun(string number)
    {
        Assert.True(_work.Begin(Of(number), Student.Alone));
        return Checked.Of(Of(number), _work, Student.Alone);
    }

    private Checked Answered(string number, string answer)
    {
        _ = Begun(number);
        File.Copy(answer, Path.Combine(_work.Of(Of(number)), s_answers[number]), overwrite: true);
        return Checked.Of(Of(number), _work, Student.Alone);
    }
}
