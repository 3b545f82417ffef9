using KillSwitch.Course.Exercises;
using KillSwitch.Course.Work;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Course.Cli;

/// <summary>What a student reads.</summary>
internal static class ExerciseOutput
{
    public static void Begun(IExercise exercise, WorkFolder works, string exercises)
    {
        Console.WriteLine($"{exercise.Number}  {exercise.Title}");
        Console.WriteLine($"  what to do    {Path.Combine(exercises, exercise.Folder, "README.md")}");
        Console.WriteLine($"  work here     {works.Of(exercise)}");
        Console.WriteLine();
    }

    /// <summary>The marks, and of what is wrong the first thing alone: one step at a time.</summary>
    /// <returns>The exit code.</returns>
    public static int Shown(Checked one, WorkFolder works)
    {
        foreach (var finding in one.Findings)
            Console.WriteLine($"{(finding.Holds ? '✓' : '✗')} {VisibleText.Of(finding.Says)}");
        if (one.IsSolved)
        {
            Console.WriteLine($"Solved: {one.Exercise.Number}  {one.Exercise.Title}");
            return 0;
        }
        var first = one.Findings.First(f => !f.Holds);
        Console.WriteLine();
        Console.WriteLine($"Next, {VisibleText.Of(first.Says)}:");
        Console.WriteLine($"  {VisibleText.Of(first.Next!)}");
        if (works.IsOfAnOlderVersion(one.Exercise))
            Console.WriteLine(
                $"The exercise was changed since {works.Of(one.Exercise)} was made: ./run exercise {one.Exercise.Number} --reset begins it anew and keeps what you have."
            );
        return ExerciseCommand.ExitNotSolved;
    }

    public static int Hint((int Number, int Of, string Text) hint)
    {
        Console.WriteLine($"Hint {hint.Number} of {hint.Of}: {hint.Text}");
        return 0;
    }

    public static int Solution(IExercise exercise, IReadOnlyList<string> files)
    {
        Console.WriteLine($"{exercise.Number}  {exercise.Title}");
        foreach (var file in files)
        {
            Console.WriteLine();
            Console.WriteLine($"── {file}");
            Console.WriteLine(File.ReadAllText(file).TrimEnd());
        }
        return 0;
    }
}
