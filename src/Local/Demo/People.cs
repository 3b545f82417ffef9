using KillSwitch.Hosting;
using KillSwitch.Local.Acts;
using KillSwitch.Local.Identity;
using KillSwitch.Local.Stack;

namespace KillSwitch.Local.Demo;

/// <summary>The story's people, each with a token of his own.</summary>
public sealed class People(DataDirectory data, string api, TimeProvider time) : IDisposable
{
    private readonly LocalTokens _tokens = new(data.Path, time);
    private readonly Dictionary<string, OperatorClient> _clients = [];

    /// <summary>Asks for unkills; an operator.</summary>
    public OperatorClient Alice => Client("alice");

    /// <summary>Approves; an approver.</summary>
    public OperatorClient Bob => Client("bob");

    /// <summary>The second approver that GLOBAL takes.</summary>
    public OperatorClient Carol => Client("carol");

    /// <summary>A mail scanner, which follows every link and has no token.</summary>
    public OperatorClient Scanner { get; } = new("scanner", api, token: null);

    public void Dispose()
    {
        Scanner.Dispose();
        foreach (var client in _clients.Values)
            client.Dispose();
    }

    private OperatorClient Client(string name)
    {
        if (_clients.TryGetValue(name, out var known))
            return known;
        var issued = _tokens.Issue(name);
        if (issued.IsRefused)
            throw new CannotStartException(issued.Refusal.Message);
        return _clients[name] = new OperatorClient(name, api, issued.Value.Value);
    }
}
