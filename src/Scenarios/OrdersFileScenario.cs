using System.Globalization;
using KillSwitch.OrderFormats;
using KillSwitch.OrderFormats.Orders;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Orders;

namespace KillSwitch.Scenarios;

/// <summary>
/// The user's own orders, in whatever format, played again: by their own times, the earliest first, whatever order they stand in and
/// however fast they go. Every line of JSON that is not empty goes through as it is, good or bad: what to make of it is the router's
/// business.
/// </summary>
/// <remarks>
/// They carry a mark (<see cref="ReplayMark"/>), so that a detector that allows replays measures them by those times, wholly, and
/// apart from everybody else's.
/// </remarks>
public sealed class OrdersFileScenario : IOrderScenario
{
    /// <summary>The longest line, in bytes; brokers take no larger record by default.</summary>
    public const int MaxLineBytes = 1_000_000;

    /// <summary>As fast as they can be sent.</summary>
    public const double AsFastAsItGoes = double.PositiveInfinity;

    /// <summary>The highest speed that can be asked for. 0.01 is the lowest.</summary>
    public const double MaxSpeed = 1_000_000;

    /// <summary>Some 10,000 years, which a time span still holds.</summary>
    private const double LongestTimeMs = 1e4 * 366d * 86_400_000;

    /// <summary>A year. A wrong time in a file must not stop it for good with an overflow.</summary>
    private const double MaxPaceMs = 366d * 86_400_000;

    private readonly OrdersFile _file;
    private readonly double _speed;
    private readonly string _run;
    private readonly OrdersFileLine[] _lines;

    private OrdersFileScenario(OrdersFile file, double speed, DetectionSettings detection, string run, OrdersFileContent content)
    {
        (_file, _speed, Detection, _run, Content) = (file, speed, detection, run, content);
        _lines = [.. Timed(content.Lines).OrderBy(l => l.Ts)];
    }

    /// <summary>What the file has, besides the orders that are played.</summary>
    public OrdersFileContent Content { get; }

    public string Name => "orders";

    public string Story => $"{Plan}; measured by their own times.";

    /// <summary>What they are, and how long they take.</summary>
    public string Plan
    {
        get
        {
            var pace = double.IsInfinity(_speed)
                ? "as fast as they can be sent"
                : $"{_speed.ToString("0.##", CultureInfo.InvariantCulture)} times as fast as they were, in {Time(LastDue.TotalMilliseconds)}";
            return $"Your orders, from {Source}: {_lines.Length.ToString("N0", CultureInfo.InvariantCulture)} {Counted} over {Time(CoveredMs)}, {pace}";
        }
    }

    private string Source => _file.Where;

    /// <summary>A line of JSON need not be an order.</summary>
    private string Counted => Content.Format == OrderFormat.Json ? "lines" : "orders";

    private long CoveredMs => _lines.Length == 0 ? 0 : _lines[^1].Ts!.Value - _lines[0].Ts!.Value;

    /// <summary>Why they are not to be played at this speed: they would last longer than that. Null where they would not.</summary>
    public string? TooLong(TimeSpan most) =>
        LastDue <= most
            ? null
            : $"The orders from {Source} span {Time(CoveredMs)}, from ts {_lines[0].Ts} to ts {_lines[^1].Ts}, and would take {Time(CoveredMs / _speed)} to play: more than {Time(most.TotalMilliseconds)}. Nothing was sent. If one of those is wrong, mend it; else give --speed X ({AnHours} takes an hour), or --fast.";

    private string AnHours => Math.Min(Math.Ceiling(CoveredMs / 3_600_000d), MaxSpeed).ToString("0", CultureInfo.InvariantCulture);

    public DetectionSettings Detection { get; }

    public bool Breaches => false;

    private TimeSpan LastDue => _lines.Length == 0 ? TimeSpan.Zero : Due(_lines[^1]);

    /// <summary>Reads all of it: what is to be played first can stand last.</summary>
    /// <param name="file">Where they are.</param>
    /// <param name="speed">How many times as fast as they were: 1 as they were, or <see cref="AsFastAsItGoes"/>. Above 0. A line without a
    /// time follows the one before it at once.</param>
    /// <param name="detection">The limits to hold them against.</param>
    /// <param name="run">What this run is called; see <see cref="ReplayMark"/>. Another run, other breaches.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OrdersFileException">There is no such file, it may not be read or cannot be, a line is too long, or the times of
    /// JSON are not in milliseconds.</exception>
    public static async Task<OrdersFileScenario> ReadAsync(
        OrdersFile file,
        double speed,
        DetectionSettings detection,
        string run,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(speed);
        if (!ReplayMark.IsRun(run))
            throw new ArgumentException($"'{run}' cannot name a run: 1 to 32 letters and digits, a letter first.", nameof(run));
        var content = await OrdersFileReader.ReadAsync(file, cancellationToken).ConfigureAwait(false);
        return new OrdersFileScenario(file, speed, detection, run, content);
    }

    /// <summary>A name for a run that begins now.</summary>
    public static string RunAt(DateTimeOffset now) => string.Create(CultureInfo.InvariantCulture, $"r{now.ToUnixTimeMilliseconds():x}");

    public async IAsyncEnumerable<TimedOrder> OrdersAsync(
        DateTimeOffset start,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var maker = new OrderMaker("line", start);
        var number = 0L;
        foreach (var line in _lines)
        {
            if (cancellationToken.IsCancellationRequested)
                yield break;
            yield return maker.Raw(Due(line), line.Account, line.Value) with { Replay = new ReplayMark(_run, ++number) };
        }
    }

    /// <summary>Every limit that they cross, in the order of their times: what a detector has to find.</summary>
    /// <param name="limits">The limits that are in force.</param>
    public IReadOnlyList<Detected> Crossings(DetectionSettings limits)
    {
        var detector = new Detector(limits, _run);
        var crossings = new List<Detected>();
        foreach (var line in _lines)
        {
            if (OrderParser.TryParse(line.Value, out var order, out _))
                crossings.AddRange(detector.Observe(order, order.Ts, null));
        }
        return crossings;
    }

    /// <summary>What has no time has that of the line before it; before the first time, that one.</summary>
    private static IEnumerable<OrdersFileLine> Timed(IReadOnlyList<OrdersFileLine> lines)
    {
        var at = lines.FirstOrDefault(l => l.Ts is not null).Ts ?? 0;
        foreach (var line in lines)
        {
            at = line.Ts ?? at;
            yield return line with { Ts = at };
        }
    }

    private TimeSpan Due(OrdersFileLine line) =>
        double.IsInfinity(_speed)
            ? TimeSpan.Zero
            : TimeSpan.FromMilliseconds(Math.Min((line.Ts!.Value - _lines[0].Ts!.Value) / _speed, MaxPaceMs));

    private static string Time(double ms) => TimeSpan.FromMilliseconds(Math.Min(ms, LongestTimeMs)) switch
    {
        { TotalDays: >= 2 } t => string.Create(CultureInfo.InvariantCulture, $"{t.TotalDays:N1} days"),
        { TotalHours: >= 2 } t => string.Create(CultureInfo.InvariantCulture, $"{t.TotalHours:0.#} hours"),
        { TotalMinutes: >= 2 } t => string.Create(CultureInfo.InvariantCulture, $"{t.TotalMinutes:0.#} minutes"),
        var t => string.Create(CultureInfo.InvariantCulture, $"{t.TotalSeconds:0.#} s"),
    };
}
