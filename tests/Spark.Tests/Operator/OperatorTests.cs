using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Spark.Tests.Operator;

/// <summary>
/// What the operator of spark/detection finds in orders at random is what the embedded detector finds, however they are cut into
/// micro-batches, and whatever was restored in between.
/// </summary>
public sealed class OperatorTests(OperatorProcess process) : IClassFixture<OperatorProcess>
{
    private const long Epoch = 1_767_366_000_000;

    /// <summary>Limits that a handful of orders crosses.</summary>
    private static readonly DetectionSettings Settings = DetectionSettings.Default with
    {
        Account = new ScopeRules(new OrderRateRule(5), new NotionalRule(5_000m), new SymbolConcentrationRule(0.6m, 4, 1_000m)),
        Symbol = new ScopeRules(new OrderRateRule(12), new NotionalRule(20_000m)),
        Strategy = new ScopeRules(new OrderRateRule(15), new NotionalRule(30_000m), null, new ChildOverParentRule(1.5m, 2)),
    };

    [SparkFact]
    public void Written_OrdersAtRandom_AreThoseOfTheEmbeddedDetector() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var play = new RandomPlay(seed);

            var (written, _) = process.Play(play.Lines(cuts: seed % 3 == 0 ? 0 : 0.15));

            Assert.Equal(
                play.Embedded().Signals.Order(StringComparer.Ordinal),
                written.Where(l => l.StartsWith(Topics.RiskSignals, StringComparison.Ordinal)).Select(Signal).Order(StringComparer.Ordinal)
            );
            Assert.Equal(
                play.Embedded().Commands.Order(StringComparer.Ordinal),
                written.Where(l => l.StartsWith(Topics.Commands, StringComparison.Ordinal)).Select(Command).Order(StringComparer.Ordinal)
            );
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [SparkFact]
    public void Written_SameOrdersCutAnotherWay_AreTheSame() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var play = new RandomPlay(seed);

            var (whole, cut) = (process.Play(play.Lines(cuts: 0)).Written, process.Play(play.Lines(cuts: 0.4)).Written);

            Assert.Equal([], whole.Except(cut));
            Assert.Equal([], cut.Except(whole));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [SparkFact]
    public void Groups_TimeGoesOn_AreForgotten()
    {
        var play = new RandomPlay(7);
        var later = RandomPlay.Small(Epoch + 3_600_000, "LATER");

        var (_, before) = process.Play(play.Lines(cuts: 0.1));
        var (_, after) = process.Play([.. play.Lines(cuts: 0.1), "cut", later, "cut"]);

        Assert.InRange(before, 4, int.MaxValue);
        Assert.Equal(3, after);
    }

    /// <summary>Guessed at, sums would be wrong, and nobody would know.</summary>
    [SparkFact]
    public void Kept_ByAnotherVersion_IsRefusedWithWhatToDo()
    {
        var order = RandomPlay.Small(Epoch, "KEPT");

        var (written, _) = process.Play([.. new RandomPlay(7).Lines(cuts: 0).Take(1), order, "cut", "another", order]);

        var said = Assert.Single(written);
        Assert.StartsWith("broken The checkpoint holds groups of version", said, StringComparison.Ordinal);
        Assert.Contains("--set checkpoints=", said, StringComparison.Ordinal);
    }

    private static string Signal(string line)
    {
        var signal = JsonDocument.Parse(line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]).RootElement;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{signal.GetProperty("signal_id")} {signal.GetProperty("order_id")} {signal.GetProperty("value").GetDecimal():0.####}"
        );
    }

    private static string Command(string line)
    {
        var command = JsonDocument.Parse(line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]).RootElement;
        return $"{command.GetProperty("cmd_id")} {command.GetProperty("reason")}";
    }

    /// <summary>A few accounts, symbols, strategies and parents, in bursts and pauses; some are restored on the way.</summary>
    private sealed class RandomPlay(int seed)
    {
        private readonly IReadOnlyList<Step> _steps = [.. Steps(new Random(seed))];

        /// <param name="cuts">How often a micro-batch ends behind a step, 0 to 1.</param>
        public IEnumerable<string> Lines(double cuts)
        {
            var random = new Random(seed + 1);
            yield return "limits " + Settings.ToJson().ReplaceLineEndings(" ");
            foreach (var (step, i) in _steps.Select((s, i) => (s, i)))
            {
                yield return step switch
                {
                    { Restored: { } scope } => string.Create(CultureInfo.InvariantCulture, $"restore {scope} {step.At} {step.At}"),
                    { Priced: { } symbol } => $"price {symbol} {step.Price}".TrimEnd(),
                    _ => string.Create(CultureInfo.InvariantCulture, $"order {step.At} 0 {i} {Json(step.Order!)}"),
                };
                if (random.NextDouble() < cuts)
                    yield return "cut";
            }
        }

        public (IReadOnlyList<string> Signals, IReadOnlyList<string> Commands) Embedded()
        {
            var restores = new Restores();
            var prices = new ReferencePrices(_ => { });
            var detector = new Detector(Settings, new KillPolicy(Settings), restores);
            var (signals, commands) = (new List<string>(), new List<string>());
            foreach (var step in _steps)
            {
                if (step.Restored is { } scope)
                {
                    restores.Restored(scope, step.At, step.At);
                    continue;
                }
                if (step.Priced is { } symbol)
                {
                    prices.Apply(Encoding.UTF8.GetBytes(symbol), step.Price is { } price ? Encoding.UTF8.GetBytes(price) : null, step.At);
                    continue;
                }
                foreach (var detected in detector.Observe(prices.Value(step.Order!), step.At, null))
                {
                    signals.Add(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{detected.Signal.SignalId} {detected.Signal.OrderId} {detected.Signal.Value:0.####}"
                    ));
                    if (detected.Command is { } command)
                        commands.Add($"{command.CmdId} {command.Reason}");
                }
            }
            // Two parents may cross in one window of a strategy: the first is the signal.
            return ([.. signals.DistinctBy(s => s.Split(' ')[0])], commands);
        }

        public static string Small(long at, string everywhere) =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"order {at} 0 0 {Json(new Order("o", at, everywhere, everywhere, Side.Buy, 1, 10.5m, everywhere))}"
            );

        private static IEnumerable<Step> Steps(Random random)
        {
            var at = Epoch;
            var count = random.Next(20, 250);
            for (var i = 0; i < count; i++)
            {
                // Bursts within a second, and now and then a pause in which windows close.
                at += random.Next(20) == 0 ? random.Next(60_000) : random.Next(1, 1_500);
                if (random.Next(25) == 0)
                {
                    yield return new Step(at, Restored: random.Next(3) switch
                    {
                        0 => Scope.Account("A" + random.Next(3)),
                        1 => Scope.Symbol("S" + random.Next(3)),
                        _ => Scope.Strategy("X" + random.Next(2)),
                    });
                    continue;
                }
                if (random.Next(12) == 0)
                {
                    var priced = random.Next(3) == 0 ? "EUR/USD" : "S" + random.Next(3);
                    yield return new Step(at, Priced: priced, Price: Price(random, priced, at));
                    continue;
                }
                // As far back as no window of it can have closed, or so far that it is not believed.
                var ts = random.Next(10) switch
                {
                    0 => at - random.Next(25_000),
                    1 => at + random.Next(-1_000_000, 1_000_000),
                    _ => at,
                };
                if (ts < at - 25_000 && ts >= at - 30_000)
                    ts = at;
                var parent = random.Next(2) == 0 ? "p" + random.Next(4) : null;
                var order = new Order(
                    "o" + i, Math.Max(1, ts), "A" + random.Next(3), "S" + random.Next(3), Side.Sell, random.Next(1, 200),
                    random.Next(1, 2_000) / 100m, "X" + random.Next(2), parent,
                    parent is not null && random.Next(2) == 0 ? random.Next(50, 300) : null);
                yield return new Step(at, random.Next(8) switch
                {
                    0 => order with { OrderType = OrderType.Market, Price = null },
                    1 => order with { OrderType = OrderType.Stop, Price = null, StopPrice = order.Price },
                    2 => order with { Currency = "EUR" },
                    3 => order with { Currency = "EUR", OrderType = OrderType.Market, Price = null },
                    _ => order,
                });
            }
        }

        /// <summary>Now and then none, or one that cannot be read.</summary>
        private static string? Price(Random random, string symbol, long at) => random.Next(6) switch
        {
            0 => null,
            1 => "{}",
            _ => JsonSerializer.Serialize(
                new PriceState(symbol, random.Next(-500, 2_000) / 100m, at, random.Next(4) == 0 ? "EUR" : null),
                ContractsJson.Default.PriceState),
        };

        private static string Json(Order order) => JsonSerializer.Serialize(order, ContractsJson.Default.Order);

        private sealed record Step(
            long At, Order? Order = null, Scope? Restored = null, string? Priced = null, string? Price = null);
    }
}
