using System.Text.Json;

namespace KillSwitch.Chaos.Evidence;

/// <summary>What clients were told was accepted, one JSON document a line, so that it outlives the driver. Thread-safe.</summary>
internal sealed class Ledger(string path) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly StreamWriter _writer = new(path, append: true);

    public void Add(LedgerEntry entry)
    {
        var line = JsonSerializer.Serialize(entry, ChaosJson.Default.LedgerEntry);
        lock (_lock)
            _writer.WriteLine(line);
    }

    /// <summary>Call it after <see cref="Dispose"/>, which writes what is still in memory.</summary>
    /// <exception cref="InvalidDataException">A line cannot be read.</exception>
    public static LedgerContents Read(string path)
    {
        var (orders, commands, decisions) = (new List<LedgerOrder>(), new List<LedgerCommand>(), new List<LedgerDecision>());
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            switch (Entry(line, path, number))
            {
                case LedgerOrder order: orders.Add(order); break;
                case LedgerCommand command: commands.Add(command); break;
                case LedgerDecision decision: decisions.Add(decision); break;
            }
        }
        return new LedgerContents(orders, commands, decisions);
    }

    public void Dispose()
    {
        lock (_lock)
            _writer.Dispose();
    }

    private static LedgerEntry? Entry(string line, string path, int number)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ChaosJson.Default.LedgerEntry);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} line {number} is no entry of a ledger: {e.Message}", e);
        }
    }
}

/// <summary>Of a whole run, in the order of the answers.</summary>
internal sealed record LedgerContents(
    IReadOnlyList<LedgerOrder> Orders,
    IReadOnlyList<LedgerCommand> Commands,
    IReadOnlyList<LedgerDecision> Decisions
);
