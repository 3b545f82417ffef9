using System.CommandLine;
using System.Text.Json;
using KillSwitch.Course.Exercises;
using KillSwitch.Course.Work;
using KillSwitch.Hosting;
using KillSwitch.Local.Cli;

namespace KillSwitch.Course.Cli;

/// <summary><c>./run exercise</c>.</summary>
internal static class ExerciseCommand
{
    /// <summary>Something is not solved yet.</summary>
    public const int ExitNotSolved = 1;

    private const string Name = "exercise";
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(300);

    public static Task<int> RunAsync(string[] args) => ProgramRun.RunAsync([Create()], [Name, .. args], TimeSpan.Zero);

    private static Command Create()
    {
        var which = new Argument<string?>("NN")
        {
            Description = "The exercise's number. The first time its folder is made, then what is in it is checked. Without it: the list.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var hint = new Option<bool>("--hint") { Description = "Give the next of its three hints." };
        var watch = new Option<bool>("--watch")
        {
            Description = "Check it again whenever a file of it is saved, until it is solved or Ctrl-C.",
        };
        var reset = new Option<bool>("--reset") { Description = "Begin it anew. What there was is put aside, not deleted." };
        var solution = new Option<bool>("--solution") { Description = "Show a solution. Yours may be another one." };
        var all = new Option<bool>("--all") { Description = "Check all exercises, as a teacher does." };
        var student = new Option<string?>("--student")
        {
            Description = "Whose work it is: questions differ by the name. Kept in the work folder, so it is said once.",
            HelpName = "NAME",
        };
        var report = new Option<string?>("--report") { Description = "With --all: write what was found as JSON.", HelpName = "FILE" };
        var work = new Option<string>("--work")
        {
            Description = "The folder to work in.",
            HelpName = "DIR",
            DefaultValueFactory = _ => ProjectFolder.File("work"),
        };
        var command = new Command(Name, "Exercises that check themselves.")
        {
            which, hint, watch, reset, solution, all, student, report, work,
        };
        command.Validators.Add(result =>
        {
            Option<bool>[] ofOne = [hint, watch, reset, solution];
            var asked = ofOne.Where(result.GetValue).ToList();
            var isOne = result.GetValue(which) is not null;
            if (asked.Count > 0 && !isOne)
                result.AddError($"{asked[0].Name} is of one exercise: say which, as in ./run exercise 01 {asked[0].Name}");
            if (asked.Count > 1)
                result.AddError($"{asked[0].Name} and {asked[1].Name} exclude each other. Give one of them.");
            if (result.GetValue(all) && isOne)
                result.AddError("--all checks every exercise: leave the number out.");
            if (result.GetValue(report) is not null && !result.GetValue(all))
                result.AddError("--report is of all exercises: give --all with it.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = ProjectFolder.File("exercises");
            var works = new WorkFolder(parsed.GetValue(work)!, folder);
            var exercises = AllExercises.In(folder);
            if (parsed.GetValue(all))
                return CheckAll(exercises, works, works.StudentOf(parsed.GetValue(student)), parsed.GetValue(report));
            if (parsed.GetValue(which) is not { } number)
                return List(exercises, works, works.StudentOf(parsed.GetValue(student)));
            var exercise = exercises.FirstOrDefault(e => e.Number == number.PadLeft(2, '0') || e.Folder == number)
                ?? throw new CannotStartException(
                    $"There is no exercise {number}. There are {string.Join(", ", exercises.Select(e => e.Number))}."
                );
            var whose = works.StudentOf(parsed.GetValue(student));
            if (parsed.GetValue(solution))
                return ExerciseOutput.Solution(exercise, works.SolutionOf(exercise));
            if (parsed.GetValue(reset) && works.PutAside(exercise) is { } aside)
                Console.WriteLine($"What you had is in {aside}.");
            if (works.Begin(exercise, whose))
                ExerciseOutput.Begun(exercise, works, folder);
            if (parsed.GetValue(hint))
                return ExerciseOutput.Hint(works.NextHint(exercise));
            return parsed.GetValue(watch)
                ? await WatchAsync(exercise, works, whose, cancellationToken)
                : ExerciseOutput.Shown(Checked.Of(exercise, works, whose), works);
        });
        return command;
    }

    private static int List(IReadOnlyList<IExercise> exercises, WorkFolder works, Student student)
    {
        foreach (var exercise in exercises)
        {
            var mark = !works.IsBegun(exercise) ? ' ' : Checked.Of(exercise, works, student).IsSolved ? '✓' : '…';
            Console.WriteLine($"{mark} {exercise.Number}  {exercise.Minutes,3} min  {exercise.Title}");
        }
        Console.WriteLine();
        Console.WriteLine("./run exercise 01 begins one, and checks it from then on; --hint, --watch, --reset, --solution: ./run exercise --help");
        return 0;
    }

    private static int CheckAll(IReadOnlyList<IExercise> exercises, WorkFolder works, Student student, string? report)
    {
        if (!Directory.Exists(works.Path))
            throw new CannotStartException($"There is no work in {works.Path}. Name the student's folder with --work DIR.");
        var all = exercises.Select(e => (e, works.IsBegun(e) ? Checked.Of(e, works, student) : null)).ToList();
        var grade = Grade.From(student, all);
        foreach (var one in grade.Exercises)
        {
            var mark = one.Solved ? '✓' : one.Begun ? '✗' : ' ';
            Console.WriteLine($"{mark} {one.Number}  {one.Title}{(one.Begun ? "" : " (not begun)")}");
        }
        Console.WriteLine($"{(grade.Student.Length > 0 ? grade.Student + ": " : "")}{grade.Solved} of {grade.Of} solved.");
        if (report is not null)
            Write(report, grade);
        return grade.Solved == grade.Of ? 0 : ExitNotSolved;
    }

    private static void Write(string report, Grade grade)
    {
        try
        {
            File.WriteAllText(report, JsonSerializer.Serialize(grade, GradeJson.Default.Grade) + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException($"The report {report} cannot be written: {e.Message}", e);
        }
    }

    private static async Task<int> WatchAsync(IExercise exercise, WorkFolder works, Student student, CancellationToken cancellationToken)
    {
        var seen = "";
        while (true)
        {
            var files = Directory.EnumerateFiles(works.Of(exercise)).Order();
            var stands = string.Join('\n', files.Select(file => $"{file} {File.GetLastWriteTimeUtc(file):O}"));
            if (stands != seen)
            {
                seen = stands;
                if (ExerciseOutput.Shown(Checked.Of(exercise, works, student), works) == 0)
                    return 0;
                Console.WriteLine("Waiting for the next change. Ctrl-C ends it.");
            }
            await Task.Delay(LookEvery, TimeProvider.System, cancellationToken);
        }
    }
}
