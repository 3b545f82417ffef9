using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KillSwitch.Course.Exercises;
using KillSwitch.Hosting;

namespace KillSwitch.Course.Work;

/// <summary>
/// Where somebody works: a folder for each exercise that he has begun, made from its start. What is in it is never overwritten.
/// </summary>
/// <param name="path">The folder of all.</param>
/// <param name="exercises">Where exercises stand.</param>
internal sealed class WorkFolder(string path, string exercises)
{
    private const string Start = "start";
    private const string StudentFile = "student.txt";

    /// <summary>Of the start that a folder was made from.</summary>
    private const string MadeFrom = ".made-from";

    /// <summary>How many hints were given.</summary>
    private const string Hints = ".hints";

    public string Path { get; } = path;

    public string Of(IExercise exercise) => System.IO.Path.Combine(Path, exercise.Folder);

    public bool IsBegun(IExercise exercise) => Directory.Exists(Of(exercise));

    /// <summary>Whose work it is: as was said now, or when it was begun.</summary>
    /// <param name="name">Null where nobody says.</param>
    /// <exception cref="CannotStartException">It is somebody else's.</exception>
    public Student StudentOf(string? name)
    {
        var file = System.IO.Path.Combine(Path, StudentFile);
        var known = File.Exists(file) ? File.ReadAllText(file).Trim() : null;
        if (name is null)
            return known is null ? Student.Alone : new Student(known);
        if (known is not null && !string.Equals(known, name.Trim(), StringComparison.OrdinalIgnoreCase))
            throw new CannotStartException($"{Path} is the work of {known}, not of {name}. Name the folder of {name} with --work DIR.");
        if (known is null && Directory.Exists(Path) && Directory.EnumerateDirectories(Path).Any())
            throw new CannotStartException(
                $"{Path} was begun without a name, and its questions are not those of {name}. Begin in another folder: --work DIR --student {name}."
            );
        if (known is null)
        {
            Directory.CreateDirectory(Path);
            File.WriteAllText(file, name.Trim() + "\n");
        }
        return new Student(name);
    }

    /// <summary>Makes the exercise's folder, where there is none.</summary>
    /// <returns>Whether it was made now.</returns>
    public bool Begin(IExercise exercise, Student student)
    {
        if (IsBegun(exercise))
            return false;
        // Whole or not at all: a folder with half of its files would look begun.
        var making = Of(exercise) + ".making";
        if (Directory.Exists(making))
            Directory.Delete(making, recursive: true);
        foreach (var file in StartOf(exercise))
        {
            var to = System.IO.Path.Combine(making, System.IO.Path.GetRelativePath(StartFolder(exercise), file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(to)!);
            File.WriteAllText(to, exercise.Fill(File.ReadAllText(file), student));
        }
        File.WriteAllText(System.IO.Path.Combine(making, MadeFrom), Fingerprint(exercise));
        Directory.Move(making, Of(exercise));
        return true;
    }

    /// <summary>Whether the exercise asks something else now than when the folder was made.</summary>
    public bool IsOfAnOlderVersion(IExercise exercise)
    {
        var file = System.IO.Path.Combine(Of(exercise), MadeFrom);
        return !File.Exists(file) || File.ReadAllText(file) != Fingerprint(exercise);
    }

    /// <summary>Puts what is there aside, so that the exercise begins anew.</summary>
    /// <returns>Where it is now; null where there was nothing.</returns>
    public string? PutAside(IExercise exercise)
    {
        if (!IsBegun(exercise))
            return null;
        var number = 1;
        while (Directory.Exists(Aside(number)))
            number++;
        Directory.Move(Of(exercise), Aside(number));
        return Aside(number);

        string Aside(int n) => string.Create(CultureInfo.InvariantCulture, $"{Of(exercise)}.before-{n}");
    }

    /// <summary>The next hint, and how many there are; the last again after the last.</summary>
    /// <param name="exercise">Which; begun.</param>
    public (int Number, int Of, string Text) NextHint(IExercise exercise)
    {
        var hints = HintsOf(exercise);
        var file = System.IO.Path.Combine(Of(exercise), Hints);
        var given = File.Exists(file) && int.TryParse(File.ReadAllText(file), out var before) ? Math.Clamp(before, 0, hints.Count) : 0;
        var next = Math.Min(given + 1, hints.Count);
        File.WriteAllText(file, next.ToString(CultureInfo.InvariantCulture));
        return (next, hints.Count, hints[next - 1]);
    }

    /// <summary>The sections of its <c>hints.md</c>, without their titles.</summary>
    public IReadOnlyList<string> HintsOf(IExercise exercise) =>
        [
            .. File.ReadAllText(System.IO.Path.Combine(exercises, exercise.Folder, "hints.md"))
                .Split("\n## ")
                .Skip(1)
                .Select(section => section[(section.IndexOf('\n', StringComparison.Ordinal) + 1)..].Trim()),
        ];

    /// <summary>Its solution's files.</summary>
    public IReadOnlyList<string> SolutionOf(IExercise exercise) =>
        [.. Directory.EnumerateFiles(System.IO.Path.Combine(exercises, exercise.Folder, "solution")).Order(StringComparer.Ordinal)];

    private string StartFolder(IExercise exercise) => System.IO.Path.Combine(exercises, exercise.Folder, Start);

    private IEnumerable<string> StartOf(IExercise exercise)
    {
        try
        {
            return Directory.EnumerateFiles(StartFolder(exercise), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new CannotStartException($"{StartFolder(exercise)} is not there. Bring it back with git: git checkout exercises", e);
        }
    }

    private string Fingerprint(IExercise exercise)
    {
        var all = new StringBuilder();
        foreach (var file in StartOf(exercise))
            all.Append(System.IO.Path.GetFileName(file)).Append('\n').Append(File.ReadAllText(file)).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())))[..16];
    }
}
