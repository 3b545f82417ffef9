using KillSwitch.Local.Stack;
using Microsoft.Extensions.Time.Testing;

namespace KillSwitch.Local.Tests.Stack;

public sealed class WaitingLineTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _said = [];

    [Fact]
    public void For_SeveralWaitForOnePart_IsSaidOnce()
    {
        var line = new WaitingLine(_said.Add, _time);

        using var first = line.For("steps", "/data");
        using var second = line.For("steps", "/data");

        Assert.Equal("waiting for steps, which another process runs: ./run local --only steps --data /data", Assert.Single(_said));
    }

    [Fact]
    public void For_ItGoesOn_IsSaidAgain()
    {
        using var waiting = new WaitingLine(_said.Add, _time).For("steps", "/data");

        _time.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(3, _said.Count);
        Assert.StartsWith("still waiting for steps", _said[2]);
    }

    [Fact]
    public void Dispose_ItIsThere_IsSaidNoMoreAndTheNextTimeAnew()
    {
        var line = new WaitingLine(_said.Add, _time);

        line.For("steps", "/data").Dispose();
        _time.Advance(TimeSpan.FromMinutes(5));
        line.For("steps", "/data").Dispose();

        Assert.Equal(2, _said.Count);
    }
}
