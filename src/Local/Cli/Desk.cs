using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using KillSwitch.Local.Acts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Local.Cli;

/// <summary>Where a person acts: asks the API, says what it answered, and waits until what was asked is so.</summary>
/// <param name="client">Who, at which API.</param>
/// <param name="json">Whether a program reads along: then it gets what the API answered, and nothing else.</param>
internal sealed class Desk(OperatorClient client, bool json)
{
    /// <summary>The API refused, or what was asked is not so yet.</summary>
    public const int ExitNot = 1;

    /// <summary>How long an act waits until what it asked for is so.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>What is written as it is, quotes and all: it is read in a terminal.</summary>
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public OperatorClient Client => client;

    public bool IsJson => json;

    /// <summary>Says it, whoever reads.</summary>
    public void Say(string message)
    {
        if (!json)
            Console.WriteLine(message);
    }

    /// <summary>Shows an answer.</summary>
    /// <returns>The exit code.</returns>
    public int Show(OperatorReply reply)
    {
        if (json && reply.Body is { } body)
            Console.WriteLine(body.ToJsonString(Indented));
        else if (reply.Ok)
            Console.WriteLine($"{client.Name}: {reply.Message}");
        if (reply.Ok)
            return 0;
        ErrorOutput.Write($"{client.Name}: {reply.Message}{(reply.Refusal is { } refusal ? $" ({refusal})" : "")}");
        return ExitNot;
    }

    /// <summary>What a path answers; null where it refuses, which it has said then.</summary>
    public async Task<T?> ReadAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var reply = await client.GetAsync(path, cancellationToken);
        if (reply.Ok)
            return reply.As(type);
        Show(reply);
        return null;
    }

    /// <summary>How a scope stands; null where it was not killed lately.</summary>
    public async Task<ScopeStateView?> StateOfAsync(Scope scope, CancellationToken cancellationToken) =>
        (await ReadAsync("/state", OperatorsJson.Default.IReadOnlyListScopeStateView, cancellationToken))?.FirstOrDefault(s =>
            s.Scope == scope
        );

    /// <summary>Looks until it is so.</summary>
    /// <returns>What it saw then; null where it was not so in time.</returns>
    public static async Task<T?> UntilAsync<T>(Func<Task<T?>> look, Func<T, bool> isSo, CancellationToken cancellationToken)
        where T : class
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (await look() is { } seen && isSo(seen))
                return seen;
            if (TimeProvider.System.GetElapsedTime(began) > Patience)
                return null;
            await Task.Delay(Poll, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Waits until the scope stands so, and says since when; or that it does not.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> UntilItStandsAsync(Scope scope, Enforcement enforcement, string notYet, CancellationToken cancellationToken)
    {
        var state = await UntilAsync(
            () => StateOfAsync(scope, cancellationToken),
            s => s.Enforcement == enforcement,
            cancellationToken
        );
        if (state is null)
        {
            ErrorOutput.Write($"After {Patience.TotalSeconds:0} s {notYet} ./run state shows how it stands.");
            return ExitNot;
        }
        Say(Standing.Sentence(state));
        return 0;
    }
}
