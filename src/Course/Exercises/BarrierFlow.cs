using System.Globalization;
using System.Text.Json.Serialization;

namespace KillSwitch.Course.Exercises;

/// <summary>
/// Batches of orders as two routers of a group polled them, and the state topic. Accounts are killed and restored between the batches,
/// and once an old state is published again, as a publisher does that is not sure whether it was. The same for the same student.
/// </summary>
internal sealed record BarrierFlow(IReadOnlyList<BarrierFlow.State> States, IReadOnlyList<BarrierFlow.Batch> Batches)
{
    private const int BatchCount = 40;
    private const int BatchSize = 10;
    private const int AccountCount = 6;

    public static BarrierFlow Of(Student student)
    {
        var random = new Random(student.Pick([.. Enumerable.Range(1, 1000)], "10"));
        var (states, batches) = (new List<State>(), new List<Batch>());
        for (var number = 0; number < BatchCount; number++)
        {
            if (number % 4 == 2)
                Change(states, random);
            if (number == BatchCount * 3 / 4)
                PublishAgain(states);
            var orders = Enumerable
                .Range(number * BatchSize, BatchSize)
                .Select(n => new OrderLine(string.Create(CultureInfo.InvariantCulture, $"o-{n + 1:000}"), Account(random)));
            // Neither router reads what the other was given, and neither knows when it was.
            batches.Add(new Batch(1 + random.Next(2), [.. orders], states.Count));
        }
        return new BarrierFlow(states, batches);
    }

    /// <summary>What one router polled.</summary>
    public IEnumerable<Batch> Of(int router) => Batches.Where(batch => batch.Router == router);

    /// <summary>By the state topic up to where it ended when the order was polled.</summary>
    public bool IsKilled(OrderLine order, int stateEnd) =>
        States.Take(stateEnd).Where(s => s.AccountId == order.AccountId).MaxBy(s => s.Version) is { Status: "KILLED" };

    private static void Change(List<State> states, Random random)
    {
        var account = Account(random);
        var latest = states.Where(s => s.AccountId == account).MaxBy(s => s.Version);
        states.Add(new State(states.Count, account, latest is { Status: "KILLED" } ? "ACTIVE" : "KILLED", 1 + (states.Count * 10)));
    }

    /// <summary>The first state, where its account has another one by now.</summary>
    private static void PublishAgain(List<State> states)
    {
        var first = states[0];
        if (states.Where(s => s.AccountId == first.AccountId).MaxBy(s => s.Version)!.Status == first.Status)
            states.Add(new State(states.Count, first.AccountId, "ACTIVE", 1 + (states.Count * 10)));
        states.Add(first with { Offset = states.Count });
    }

    private static string Account(Random random) => string.Create(CultureInfo.InvariantCulture, $"A{random.Next(AccountCount) + 1}");

    /// <summary>A record of the state topic.</summary>
    internal sealed record State(int Offset, string AccountId, string Status, long Version);

    /// <summary>What one router polled at once, and where the state topic ended at that moment.</summary>
    internal sealed record Batch(int Router, IReadOnlyList<OrderLine> Orders, int StateEnd);

    /// <summary>An order, as far as a kill of an account is concerned.</summary>
    internal sealed record OrderLine(string OrderId, string AccountId);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BarrierFlow.State))]
[JsonSerializable(typeof(BarrierFlow.Batch))]
internal sealed partial class BarrierJson : JsonSerializerContext;
