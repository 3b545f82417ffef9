using KillSwitch.Api.Routing;
using KillSwitch.Local.Tests.Api.Support;

namespace KillSwitch.Api.Tests.Contract;

/// <summary>The table behind one kind of server, in a world of its own.</summary>
internal abstract class Shape(ApiStack stack) : IAsyncDisposable
{
    protected ApiStack Stack => stack;

    public Place Place { get; } = new(stack);

    /// <summary>All that is served.</summary>
    public IReadOnlyList<Route> Routes => stack.Api.Routes;

    /// <summary>Effects so far, for who was refused and must have had none.</summary>
    public (int Commands, int Completions) Effects => (stack.Broker.CommandCount, stack.Broker.Completions.Count);

    /// <summary>A moment goes by, as between any two requests of one person.</summary>
    public void Wait() => stack.Time.Advance(TimeSpan.FromMilliseconds(1));

    public abstract Task<Seen> SendAsync(Sent sent);

    public ValueTask DisposeAsync() => stack.DisposeAsync();
}
