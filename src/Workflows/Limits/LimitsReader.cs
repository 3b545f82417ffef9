using System.Text.Json;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Workflows.Limits;

/// <summary>Checks a limits file whole, then makes a table of it.</summary>
public sealed class LimitsReader
{
    private readonly List<string> _problems = [];

    private LimitsReader() { }

    /// <param name="path">A limits file.</param>
    /// <exception cref="LimitsException">It cannot be read, or has problems; all are named.</exception>
    public static LimitTable Load(string path)
    {
        try
        {
            return Read(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LimitsException($"The limits {path} cannot be read: {e.Message}", e);
        }
    }

    /// <param name="json">The file's text.</param>
    /// <param name="source">What messages call it.</param>
    /// <exception cref="LimitsException">With every problem found.</exception>
    public static LimitTable Read(string json, string source)
    {
        LimitsFile? file;
        try
        {
            file = JsonSerializer.Deserialize(json, LimitsJson.Default.LimitsFile);
        }
        catch (JsonException e)
        {
            throw new LimitsException($"The limits {source} are not readable: {e.Message}", e);
        }
        var reader = new LimitsReader();
        var table = reader.Read(file ?? new LimitsFile());
        return reader._problems.Count == 0
            ? table
            : throw new LimitsException(
                $"The limits {source} have {reader._problems.Count} problem{(reader._problems.Count == 1 ? "" : "s")}:\n- {string.Join("\n- ", reader._problems)}"
            );
    }

    private LimitTable Read(LimitsFile file)
    {
        OrderLimits? global = null;
        var others = new List<(Scope, OwnedLimits)>();
        var groups = new Dictionary<string, OwnedLimits>(StringComparer.Ordinal);
        foreach (var (owner, said) in file.Limits ?? [])
        {
            if (said is null)
            {
                _problems.Add($"limits: {VisibleText.Of(owner)} is null. Give it limits, or take it away.");
                continue;
            }
            var limits = Checked(said, VisibleText.Of(owner));
            if (!LimitOwner.TryParse(owner, out var its, out var why))
                _problems.Add($"limits: {why}");
            else if (its.Group is { } group)
                groups.Add(group, new OwnedLimits(owner, its.CountedBy, limits));
            else if (its.Scope.Kind == ScopeKind.Global)
                global = limits;
            else
                others.Add((its.Scope, new OwnedLimits(its.ToString(), its.CountedBy, limits)));
        }
        foreach (var twice in others.GroupBy(o => o.Item1).Where(o => o.Count() > 1))
            _problems.Add($"limits: {twice.Key} is there twice, written in two ways.");
        others.AddRange(OfGroups(file.Groups ?? [], groups));
        return new LimitTable(global, others);
    }

    private IEnumerable<(Scope, OwnedLimits)> OfGroups(Dictionary<string, string[]> members, Dictionary<string, OwnedLimits> groups)
    {
        foreach (var name in groups.Keys.Except(members.Keys))
            _problems.Add($"limits: GROUP:{name} has limits and no accounts. Name them in groups.");
        foreach (var name in members.Keys.Except(groups.Keys))
            _problems.Add($"groups: {name} has accounts and no limits. Give them as GROUP:{name}, or take the group away.");
        var all = new List<(Scope Scope, OwnedLimits Limits)>();
        foreach (var (name, accounts) in members.Where(group => groups.ContainsKey(group.Key)))
        {
            if (accounts is not { Length: > 0 })
                _problems.Add($"groups: {name} has no accounts. Name some, or take it away.");
            foreach (var account in (accounts ?? []).Distinct(StringComparer.Ordinal))
            {
                if (account is not null && Scope.TryParse($"ACCOUNT:{account}", out var scope, out _))
                    all.Add((scope, groups[name]));
                else
                    _problems.Add($"groups.{name}: an account is not one that an order can have: '{VisibleText.Of(account ?? "null")}'.");
            }
        }
        foreach (var many in all.GroupBy(o => o.Scope).Where(o => o.Count() > ApplyingLimits.MaxGroups))
            _problems.Add($"groups: {many.Key} is in {many.Count()} groups; at most {ApplyingLimits.MaxGroups} are held against an order.");
        return all;
    }

    private OrderLimits Checked(LimitsFile.LimitsOf said, string owner)
    {
        var limits = new OrderLimits();
        foreach (var rule in Enum.GetValues<LimitRule>())
        {
            if (said[rule] is not { } value)
                continue;
            if (LimitRules.Problem(rule, value) is { } problem)
                _problems.Add($"{owner}.{LimitRules.NameOf(rule)} {problem}.");
            else
                limits = limits.With(rule, value);
        }
        return limits;
    }
}
