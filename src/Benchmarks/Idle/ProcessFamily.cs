using System.Globalization;

namespace KillSwitch.Benchmarks.Idle;

/// <summary>A process and those it has started, as Linux tells in <c>/proc</c>.</summary>
internal sealed class ProcessFamily
{
    /// <summary>Parts of a second in which Linux counts processor time towards programs (USER_HZ).</summary>
    private const double TicksPerSecond = 100;

    private readonly IReadOnlyList<int> _members;

    private ProcessFamily(IReadOnlyList<int> members) => _members = members;

    /// <param name="id">The one that started the others.</param>
    public static ProcessFamily Of(int id)
    {
        var parents = Directory
            .EnumerateDirectories("/proc")
            .Select(folder => Path.GetFileName(folder))
            .Where(name => name.All(char.IsAsciiDigit))
            .Select(name => int.Parse(name, CultureInfo.InvariantCulture))
            .Select(member => (Member: member, Fields: Fields(member)))
            .Where(p => p.Fields.Length > 0)
            .ToDictionary(p => p.Member, p => int.Parse(p.Fields[1], CultureInfo.InvariantCulture));
        List<int> family = [id];
        for (var i = 0; i < family.Count; i++)
            family.AddRange(parents.Where(p => p.Value == family[i]).Select(p => p.Key));
        return new ProcessFamily(family);
    }

    /// <summary>What all of them have used so far.</summary>
    public TimeSpan ProcessorTime() =>
        TimeSpan.FromSeconds(
            _members
                .Select(Fields)
                .Where(fields => fields.Length > 0)
                .Sum(fields => Ticks(fields[11]) + Ticks(fields[12])) / TicksPerSecond
        );

    private static double Ticks(string field) => double.Parse(field, CultureInfo.InvariantCulture);

    /// <summary>What stands behind the process's name, which may hold anything; none where the process is gone.</summary>
    private static string[] Fields(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
