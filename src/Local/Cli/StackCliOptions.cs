using System.CommandLine;
using KillSwitch.Hosting;
using KillSwitch.Kafka.Routing;
using KillSwitch.Local.Stack;
using KillSwitch.Local.Stack.Parts;
using KillSwitch.Local.Stack.Rehearsal;
using KillSwitch.OrderFormats.Prices;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Limits;

using PriceState = KillSwitch.Workflows.Contracts.PriceState;

namespace KillSwitch.Local.Cli;

/// <summary>The options that <c>demo</c> and <c>local</c> share: which Kafka, how many routers, how they deliver, what detects.</summary>
internal sealed class StackCliOptions
{
    private readonly Option<string?> _bootstrap = new("--bootstrap")
    {
        Description = "Use the Kafka at this address instead of the embedded broker.",
        HelpName = "HOST:PORT",
    };

    private readonly Option<bool> _kafka = new("--kafka")
    {
        Description = "Start Apache Kafka from KAFKA_HOME for the run and stop it afterwards.",
    };

    /// <summary>More than there are partitions of the orders would stand idle.</summary>
    private readonly Option<int> _routers = WholeNumber.Option(
        "--routers",
        $"How many routers share the orders (1 to {BrokerPart.Partitions}, as the topics have so many partitions).",
        "N",
        otherwise: 2,
        min: 1,
        max: BrokerPart.Partitions
    );

    private readonly Option<string?> _delivery = new("--delivery")
    {
        Description =
            "How a router's output leaves it: sequenced or transactional. Default: transactional where the broker can, else sequenced.",
        HelpName = "KIND",
    };

    private readonly Option<string> _unpriced = new("--unpriced-orders")
    {
        Description =
            "What becomes of orders without a price (at the market, and stop orders) whose symbol has no reference price, and of those that a collar cannot be held against for that: refuse or pass. Passed, they count in the number of orders and in no notional.",
        HelpName = "KIND",
        DefaultValueFactory = _ => UnpricedOrdersSetting.Refuse,
    };

    private readonly Option<FileInfo?> _limits = new("--limits")
    {
        Description = "What every order is held against before any kill: quantity, worth, price, age, duplicates, orders a second. Default: nothing.",
        HelpName = "FILE.json",
    };

    private readonly Option<FileInfo?> _prices = new("--prices")
    {
        Description =
            "What symbols trade at when it starts: CSV with the columns symbol and price (and ts, currency), or a JSON object a line. ./run prices publishes more.",
        HelpName = "FILE",
    };

    private const string Embedded = "embedded";
    private const string Spark = "spark";
    private const string GuardedSpark = "spark+embedded";

    private readonly Option<string> _detector = new("--detector")
    {
        Description =
            "What looks for breaches: embedded (a kill within milliseconds), spark: Apache Spark from SPARK_HOME, with --kafka or --bootstrap (a kill within a micro-batch), or spark+embedded: both, a breach that both find being one kill.",
        HelpName = "KIND",
        DefaultValueFactory = _ => Embedded,
    };

    private readonly Option<FileInfo?> _detection = new("--detection")
    {
        Description = "Detection settings (thresholds) to use instead of the defaults.",
        HelpName = "FILE.json",
    };

    public void AddTo(Command command)
    {
        _delivery.AcceptOnlyFromAmong("sequenced", "transactional");
        _detector.AcceptOnlyFromAmong(Embedded, Spark, GuardedSpark);
        command.Options.Add(_bootstrap);
        command.Options.Add(_kafka);
        command.Options.Add(_routers);
        _unpriced.AcceptOnlyFromAmong([.. UnpricedOrdersSetting.Words.Keys]);
        command.Options.Add(_delivery);
        command.Options.Add(_unpriced);
        command.Options.Add(_limits);
        command.Options.Add(_prices);
        command.Options.Add(_detector);
        command.Options.Add(_detection);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_bootstrap) is not null && result.GetValue(_kafka))
                result.AddError("--bootstrap and --kafka name two different brokers; give one of them.");
        });
    }

    /// <param name="parsed">The command line.</param>
    /// <param name="data">Where the stack keeps what must survive it.</param>
    /// <param name="limits">Detection settings where the user names none.</param>
    public StackOptions Read(ParseResult parsed, DataDirectory data, DetectionSettings limits) => new()
    {
        Data = data,
        Broker = parsed.GetValue(_bootstrap) is { } address ? BrokerChoice.External
            : parsed.GetValue(_kafka) ? BrokerChoice.ApacheKafka
            : BrokerChoice.Embedded,
        Bootstrap = parsed.GetValue(_bootstrap),
        Routers = parsed.GetValue(_routers),
        Delivery = parsed.GetValue(_delivery),
        PassUnpriced = UnpricedOrdersSetting.Words[parsed.GetValue(_unpriced)!],
        Limits = parsed.GetValue(_limits) is { } checks ? LoadLimits(checks) : LimitTable.None,
        Prices = parsed.GetValue(_prices) is { } prices ? LoadPrices(prices) : [],
        Detector = DetectorOf(parsed),
        Detection = parsed.GetValue(_detection) is { } file ? Load(file) : limits,
        RehearsedKills = KillRehearsal.Kills,
    };

    /// <summary>What detects, for who has to know before there are other options.</summary>
    public DetectorChoice DetectorOf(ParseResult parsed) =>
        parsed.GetValue(_detector) switch
        {
            Spark => DetectorChoice.Spark,
            GuardedSpark => DetectorChoice.GuardedSpark,
            _ => DetectorChoice.Embedded,
        };

    private static LimitTable LoadLimits(FileInfo file)
    {
        try
        {
            return LimitsReader.Load(file.FullName);
        }
        catch (LimitsException e)
        {
            throw new CannotStartException(e.Message, e);
        }
    }

    private static IReadOnlyList<PriceState> LoadPrices(FileInfo file)
    {
        try
        {
            return PricesReader.Load(file.FullName, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        }
        catch (PricesException e)
        {
            throw new CannotStartException(e.Message, e);
        }
    }

    private static DetectionSettings Load(FileInfo file)
    {
        try
        {
            return DetectionSettings.Load(file.FullName);
        }
        catch (DetectionSettingsException e)
        {
            throw new CannotStartException(e.Message, e);
        }
    }
}
