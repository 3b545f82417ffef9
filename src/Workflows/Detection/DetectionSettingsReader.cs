using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace KillSwitch.Workflows.Detection;

/// <summary>Checks a settings file whole, then makes settings of it.</summary>
internal sealed class DetectionSettingsReader
{
    private readonly List<string> _problems = [];

    /// <exception cref="DetectionSettingsException">With every problem found.</exception>
    public static DetectionSettings Read(string json, string source)
    {
        DetectionSettingsFile? file;
        try
        {
            file = JsonSerializer.Deserialize(json, DetectionSettingsJson.Default.DetectionSettingsFile);
        }
        catch (JsonException e)
        {
            throw new DetectionSettingsException($"The detection settings {source} are not readable: {e.Message}", e);
        }
        var reader = new DetectionSettingsReader();
        var settings = reader.Read(file ?? new DetectionSettingsFile());
        if (reader._problems.Count > 0)
        {
            throw new DetectionSettingsException(
                $"The detection settings {source} have {reader._problems.Count} problem{(reader._problems.Count == 1 ? "" : "s")}:\n- {string.Join("\n- ", reader._problems)}"
            );
        }
        return settings;
    }

    private DetectionSettings Read(DetectionSettingsFile file)
    {
        Known(file, "");
        var window = Value(file.WindowSeconds, "window_seconds", 10, 3600);
        var slide = Value(file.SlideSeconds, "slide_seconds", 1, 3600);
        var lateness = Value(file.LatenessSeconds, "lateness_seconds", 0, 3600);
        var ahead = Value(file.ClockAheadSeconds, "clock_ahead_seconds", 0, 3600);
        if (_problems.Count == 0 && (slide > window || window % slide != 0))
            _problems.Add(
                $"slide_seconds is {slide} and window_seconds is {window}: the slide must divide the window, or else an order near a border would count in fewer windows than others."
            );
        if (_problems.Count == 0 && ahead > lateness)
            _problems.Add(
                $"clock_ahead_seconds is {ahead} and lateness_seconds is {lateness}: it may be at most that, or else one clock that is ahead would make everybody else's orders late."
            );
        return new DetectionSettings(
            TimeSpan.FromSeconds(window),
            TimeSpan.FromSeconds(slide),
            TimeSpan.FromSeconds(lateness),
            TimeSpan.FromSeconds(ahead),
            Value(file.MaxGroups, "max_groups", 1000, 50_000_000),
            Account(file.Account, "account"),
            Symbol(file.Symbol, "symbol"),
            Strategy(file.Strategy, "strategy"));
    }

    private ScopeRules Account(AccountRulesFile? rules, string path) => Known(rules, path)
        ? new ScopeRules(OrderRate(rules!.OrderRate, path), Notional(rules.Notional, path), Concentration(rules.SymbolConcentration, path))
        : new ScopeRules(null, null);

    private ScopeRules Symbol(SymbolRulesFile? rules, string path) => Known(rules, path)
        ? new ScopeRules(OrderRate(rules!.OrderRate, path), Notional(rules.Notional, path))
        : new ScopeRules(null, null);

    private ScopeRules Strategy(StrategyRulesFile? rules, string path) => Known(rules, path)
        ? new ScopeRules(OrderRate(rules!.OrderRate, path), Notional(rules.Notional, path), null, Children(rules.ChildOverParent, path))
        : new ScopeRules(null, null);

    private OrderRateRule? OrderRate(OrderRateFile? rule, string parent)
    {
        var path = $"{parent}.{RuleNames.OrderRate}";
        if (!Known(rule, path))
            return null;
        var made = new OrderRateRule(Value(rule!.MaxOrders, $"{path}.max_orders", 1, 1_000_000_000));
        return IsOn(rule, path) ? made : null;
    }

    private NotionalRule? Notional(NotionalFile? rule, string parent)
    {
        var path = $"{parent}.{RuleNames.Notional}";
        if (!Known(rule, path))
            return null;
        var made = new NotionalRule(Value(rule!.MaxUsd, $"{path}.max_usd", 0.01m, 1_000_000_000_000_000m));
        return IsOn(rule, path) ? made : null;
    }

    private SymbolConcentrationRule? Concentration(SymbolConcentrationFile? rule, string parent)
    {
        var path = $"{parent}.{RuleNames.SymbolConcentration}";
        if (!Known(rule, path))
            return null;
        var made = new SymbolConcentrationRule(
            Value(rule!.MaxShare, $"{path}.max_share", 0.01m, 0.99m),
            Value(rule.MinOrders, $"{path}.min_orders", 1, 1_000_000),
            Value(rule.MinUsd, $"{path}.min_usd", 0m, 1_000_000_000_000_000m));
        return IsOn(rule, path) ? made : null;
    }

    private ChildOverParentRule? Children(ChildOverParentFile? rule, string parent)
    {
        var path = $"{parent}.{RuleNames.ChildOverParent}";
        if (!Known(rule, path))
            return null;
        var made = new ChildOverParentRule(
            Value(rule!.Tolerance, $"{path}.tolerance", 1m, 1000m),
            Value(rule.MinChildren, $"{path}.min_children", 1, 1_000_000));
        return IsOn(rule, path) ? made : null;
    }

    private bool IsOn(RuleNode rule, string path)
    {
        if (rule.Enabled is null)
            _problems.Add($"{path}.enabled is missing: write true or false.");
        return rule.Enabled is true;
    }

    /// <summary>Refuses what the node does not know. False if there is no node.</summary>
    private bool Known(SettingsNode? node, string path)
    {
        if (node is null)
        {
            _problems.Add($"{path} is missing.");
            return false;
        }
        var prefix = path.Length == 0 ? "" : path + ".";
        foreach (var name in node.Unknown?.Keys.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>())
            _problems.Add($"{prefix}{name} is not a setting. Is it misspelt, or in the wrong place?");
        return true;
    }

    private T Value<T>(T? value, string path, T min, T max)
        where T : struct, INumber<T>
    {
        if (value is null)
            _problems.Add($"{path} is missing: {Range(min, max)}.");
        else if (value < min || value > max)
            _problems.Add($"{path} is {Text(value.Value)}, out of range: {Range(min, max)}.");
        return value ?? min;
    }

    private static string Range<T>(T min, T max)
        where T : IFormattable => $"write a number from {Text(min)} to {Text(max)}";

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
