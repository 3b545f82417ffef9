using System.Text.Json;

namespace KillSwitch.Workflows.Detection;

/// <summary>
/// Writes settings as a settings file has them, for whoever detects by that file. A rule that is turned off gets limits that mean
/// nothing.
/// </summary>
internal static class DetectionSettingsWriter
{
    public static string Write(DetectionSettings settings) => JsonSerializer.Serialize(
        new DetectionSettingsFile
        {
            WindowSeconds = Seconds(settings.Window),
            SlideSeconds = Seconds(settings.Slide),
            LatenessSeconds = Seconds(settings.Lateness),
            ClockAheadSeconds = Seconds(settings.ClockAhead),
            MaxGroups = settings.MaxGroups,
            Account = new AccountRulesFile
            {
                OrderRate = File(settings.Account.OrderRate),
                Notional = File(settings.Account.Notional),
                SymbolConcentration = File(settings.Account.SymbolConcentration),
            },
            Symbol = new SymbolRulesFile { OrderRate = File(settings.Symbol.OrderRate), Notional = File(settings.Symbol.Notional) },
            Strategy = new StrategyRulesFile
            {
                OrderRate = File(settings.Strategy.OrderRate),
                Notional = File(settings.Strategy.Notional),
                ChildOverParent = File(settings.Strategy.ChildOverParent),
            },
        },
        DetectionSettingsJson.Default.DetectionSettingsFile);

    private static OrderRateFile File(OrderRateRule? rule) => new() { Enabled = rule is not null, MaxOrders = rule?.MaxOrders ?? 1 };

    private static NotionalFile File(NotionalRule? rule) => new() { Enabled = rule is not null, MaxUsd = rule?.MaxUsd ?? 1 };

    private static SymbolConcentrationFile File(SymbolConcentrationRule? rule) =>
        new()
        {
            Enabled = rule is not null,
            MaxShare = rule?.MaxShare ?? 0.5m,
            MinOrders = rule?.MinOrders ?? 1,
            MinUsd = rule?.MinUsd ?? 0,
        };

    private static ChildOverParentFile File(ChildOverParentRule? rule) =>
        new() { Enabled = rule is not null, Tolerance = rule?.Tolerance ?? 1, MinChildren = rule?.MinChildren ?? 1 };

    private static int Seconds(TimeSpan time) => (int)time.TotalSeconds;
}
