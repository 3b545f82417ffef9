using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Confluent.Kafka;
using KillSwitch.Hosting;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Publishing;
using KillSwitch.Kafka.Reading;
using KillSwitch.Local.Acts;
using KillSwitch.OrderFormats.Prices;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Text;
using Spectre.Console;

namespace KillSwitch.Local.Cli;

/// <summary><c>./run prices</c>: publishes reference prices into a stack that runs, or shows those it has.</summary>
internal static class PricesCommand
{
    public static System.CommandLine.Command Create()
    {
        var what = new Argument<string[]>("SYMBOL=PRICE|FILE")
        {
            Description =
                "Prices, as in AAPL=190.50, or files of them: CSV with the columns symbol and price (and ts, currency), or a JSON object a line. Without any: show what there is.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var kafka = new KafkaOptions();
        var command = new System.CommandLine.Command(
            "prices",
            "Publish what symbols trade at, by which orders without a price are worth something and collars hold; or show it."
        )
        {
            what,
        };
        kafka.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var said = parsed.GetValue(what)!;
            // Before a stack is looked for: what cannot be read is no reason to have one.
            var prices = Read(said);
            var settings = kafka.Read(parsed);
            if (said.Length == 0)
            {
                await ShowAsync(settings, cancellationToken);
                return 0;
            }
            await PublishAsync(settings, prices, cancellationToken);
            Console.WriteLine(
                prices is [var one]
                    ? $"{one.Symbol} trades at {Said(one)}."
                    : string.Create(CultureInfo.InvariantCulture, $"{prices.Count:N0} prices are published.")
            );
            return 0;
        });
        return command;
    }

    /// <exception cref="CannotStartException">One of them is no price.</exception>
    internal static List<PriceState> Read(IEnumerable<string> said)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        try
        {
            return [.. said.SelectMany(one => File.Exists(one) ? PricesReader.Load(one, now) : [PricesReader.Parse(one, now)])];
        }
        catch (PricesException e)
        {
            throw new CannotStartException(e.Message, e);
        }
    }

    private static async Task PublishAsync(KafkaSettings settings, List<PriceState> prices, CancellationToken cancellationToken)
    {
        using var publisher = new PricePublisher(settings);
        try
        {
            await publisher.PublishAsync(prices, cancellationToken);
        }
        catch (KafkaException e)
        {
            throw new CannotStartException(
                $"Not all prices are known to have reached Kafka at {settings.Bootstrap}: {e.Error.Reason}. Publish them again, which does no harm.",
                e
            );
        }
    }

    private static async Task ShowAsync(KafkaSettings settings, CancellationToken cancellationToken)
    {
        var latest = new SortedDictionary<string, PriceState?>(StringComparer.Ordinal);
        var records = (await new TopicReader(settings).ReadAllAsync(Topics.Prices, readCommitted: true, cancellationToken)).Records;
        foreach (var record in records)
            latest[VisibleText.Of(System.Text.Encoding.UTF8.GetString(record.Key ?? []))] = Of(record);
        if (latest.Count == 0)
        {
            Console.WriteLine("No symbol has a reference price. Publish one: ./run prices AAPL=190.50");
            return;
        }
        var now = TimeProvider.System.GetUtcNow();
        var table = new Table().RoundedBorder().AddColumns("symbol", "price", "as of (UTC)", "seconds old");
        foreach (var (symbol, price) in latest)
        {
            if (price is null)
            {
                table.AddRow(Markup.Escape(symbol), "-", "-", "-");
                continue;
            }
            var at = DateTimeOffset.FromUnixTimeMilliseconds(price.Ts);
            table.AddRow(
                Markup.Escape(symbol),
                Said(price),
                at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                Number((decimal)Math.Round((now - at).TotalSeconds))
            );
        }
        Terminal.Console().Write(table);
    }

    private static PriceState? Of(TopicRecord record)
    {
        try
        {
            return record.Value is null ? null : JsonSerializer.Deserialize(record.Value, ContractsJson.Default.PriceState);
        }
        catch (JsonException)
        {
            // It ended the price before it.
            return null;
        }
    }

    private static string Said(PriceState price) =>
        price.Currency is null or PriceState.Usd ? Number(price.Price) : $"{Number(price.Price)} {price.Currency}";

    private static string Number(decimal number) => number.ToString("#,0.########", CultureInfo.InvariantCulture);
}
