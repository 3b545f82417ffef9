using KillSwitch.Workflows.Orders;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Naming;

/// <summary>
/// The names that orders had lately, by kind of scope, as whoever follows the orders tells them; bounded. Thread-safe.
/// </summary>
/// <param name="time">Tells when a day is over.</param>
/// <param name="mostOfAKind">Names that are kept of each kind of scope; at least 8.</param>
public sealed class SeenNames(TimeProvider time, int mostOfAKind = SeenNames.MostOfAKind) : ISeenNames
{
    /// <summary>Some 10 MB of memory a kind, and a few milliseconds to find the nearest.</summary>
    public const int MostOfAKind = 100_000;

    private readonly Lock _lock = new();

    /// <summary>By kind; none of GLOBAL.</summary>
    private readonly NamesOfKind[] _kinds = [.. Enum.GetValues<ScopeKind>().Select(_ => new NamesOfKind(mostOfAKind))];

    private long? _fromMs;

    /// <summary>How far back names matter.</summary>
    public static TimeSpan Day { get; } = TimeSpan.FromDays(1);

    /// <summary>Whether it is known what orders named.</summary>
    public bool IsKnown
    {
        get
        {
            lock (_lock)
                return _fromMs is not null;
        }
    }

    /// <summary>Takes note of what an order names: every scope by which a router would hold it back.</summary>
    /// <param name="order">A record's value; one that is no order names nothing.</param>
    /// <param name="atMs">When it came, Unix ms.</param>
    public void Take(ReadOnlySpan<byte> order, long atMs)
    {
        if (!OrderParser.TryRead(order, out var read, out _))
            return;
        lock (_lock)
        {
            for (var kind = ScopeKind.Global + 1; (int)kind < _kinds.Length; kind++)
                Of(kind).Note(read.NameOf(kind), atMs);
            Of(ScopeKind.Symbol).Note(read.NamedUnderlying, atMs);
            Of(ScopeKind.Symbol).Note(read.OptionRoot, atMs);
        }
    }

    /// <summary>Says from when on all orders were told; null while that is not so.</summary>
    /// <param name="fromMs">Unix ms; <see cref="long.MinValue"/> for all there ever were.</param>
    public void KnownFrom(long? fromMs)
    {
        lock (_lock)
            _fromMs = fromMs;
    }

    /// <inheritdoc/>
    /// <remarks>Goes through all names of the kind, on a thread of the pool: whoever asks can go on without.</remarks>
    public Task<UnseenScope?> LookAsync(Scope scope, CancellationToken cancellationToken) =>
        Task.Run(() => Look(scope), cancellationToken);

    private UnseenScope? Look(Scope scope)
    {
        if (scope.Kind == ScopeKind.Global)
            return null;
        var dayAgo = (time.GetUtcNow() - Day).ToUnixTimeMilliseconds();
        lock (_lock)
        {
            var names = Of(scope.Kind);
            if (_fromMs is not { } from || names.IsSeenSince(scope.Value, dayAgo))
                return null;
            // What was forgotten may have been this one.
            var since = Math.Max(from, names.ForgottenUpTo);
            var nearest = names.NearestTo(scope.Value, dayAgo);
            return new([.. nearest.Select(name => Scope.Of(scope.Kind, name))], since > dayAgo ? since : null);
        }
    }

    private NamesOfKind Of(ScopeKind kind) => _kinds[(int)kind];
}
