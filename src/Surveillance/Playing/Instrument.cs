namespace KillSwitch.Surveillance.Playing;

/// <summary>What is traded, where, and at what price through the day.</summary>
internal sealed class Instrument
{
    private const long StepMs = 60_000;
    private const double StepDeviation = 0.0004;
    private const double BasisPoint = 0.0001;

    private readonly long _from;
    private readonly double[] _walk;
    private readonly List<Push> _pushes = [];

    public Instrument(string symbol, string venue, double start, long from, long to, Random random)
    {
        (Symbol, Venue, _from) = (symbol, venue, from);
        _walk = new double[((to - from) / StepMs) + 2];
        _walk[0] = start;
        for (var i = 1; i < _walk.Length; i++)
            _walk[i] = _walk[i - 1] * Math.Exp(StepDeviation * Normal(random));
    }

    public string Symbol { get; }

    public string Venue { get; }

    /// <summary>
    /// From <paramref name="from"/> to <paramref name="top"/> the price moves by so much, and then goes back until <paramref name="to"/>.
    /// </summary>
    public void MoveBy(double basisPoints, long from, long top, long to) => _pushes.Add(new(basisPoints, from, top, to));

    /// <summary>In whole cents, at least one.</summary>
    public decimal PriceAt(long ts, double offsetBps = 0)
    {
        var place = Math.Clamp((ts - _from) / (double)StepMs, 0, _walk.Length - 1.001);
        var (step, part) = ((int)place, place - (int)place);
        var walked = (_walk[step] * (1 - part)) + (_walk[step + 1] * part);
        var bps = offsetBps + _pushes.Sum(push => push.At(ts));
        return Math.Max(0.01m, decimal.Round((decimal)(walked * (1 + (bps * BasisPoint))), 2));
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private sealed record Push(double BasisPoints, long From, long Top, long To)
    {
        public double At(long ts) =>
            ts <= From || ts >= To ? 0
            : ts <= Top ? BasisPoints * (ts - From) / (Top - From)
            : BasisPoints * (To - ts) / (To - Top);
    }
}
