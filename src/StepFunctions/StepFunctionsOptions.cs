using System.Net;
using KillSwitch.Hosting;
using KillSwitch.StatesLanguage.Jsonata;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.StepFunctions;

/// <summary>Settings of the local Step Functions endpoint. Checked whole before it starts.</summary>
public sealed record StepFunctionsOptions
{
    /// <summary>Where the journal is kept; created if missing. Only one process may use it at a time.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>
    /// Where Lambda's Invoke API is served: tasks post to <c>{LambdaEndpoint}/2015-03-31/functions/{name}/invocations</c>.
    /// </summary>
    public required Uri LambdaEndpoint { get; init; }

    /// <summary>
    /// Functions that are called elsewhere, by their bare names; where is asked at each call. Default: none, all are called at
    /// <see cref="LambdaEndpoint"/>.
    /// </summary>
    public IReadOnlyDictionary<string, Func<Uri>> FunctionEndpoints { get; init; } = new Dictionary<string, Func<Uri>>();

    /// <summary>
    /// The directory whose node_modules <c>npm ci</c> filled: src/Hosting/Node. JSONata is evaluated with what is there;
    /// definitions without JSONata work without it.
    /// </summary>
    public required string NodeDirectory { get; init; }

    /// <summary>Where to listen; default any free port of 127.0.0.1. The endpoint asks for no credentials: keep it on loopback.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>The region in ARNs.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>The account in ARNs, 12 digits.</summary>
    public string AccountId { get; init; } = "000000000000";

    /// <summary>The node program. Default: the one on the PATH; Node 22 is asked for; 20 to 24 serve.</summary>
    public string NodeProgram { get; init; } = "node";

    /// <summary>How long a JSONata evaluation may take before it is cut off. More than 0, at most a minute; default 2 s.</summary>
    public TimeSpan JsonataTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>JSONata processes, 1 to 16; default 2. Each takes about 50 MB.</summary>
    public int JsonataProcesses { get; init; } = 2;

    /// <summary>How long a call of a function may take, which on AWS is at most 15 minutes. More than 0; default 15 minutes.</summary>
    public TimeSpan InvokeTimeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How long a call tries to reach the Lambda endpoint before the task fails with Lambda.SdkClientException: functions
    /// may start after the engine. 0 to 5 minutes; default 10 s. A call that reached it is never repeated by this.
    /// </summary>
    public TimeSpan LambdaConnectWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether a write waits for the disk. Default: it does.</summary>
    public JournalSync JournalSync { get; init; } = JournalSync.EveryWrite;

    /// <summary>
    /// Whether histories and descriptions show task tokens, as AWS does where a definition passes one on. Default: they show
    /// a name of the token that redeems nothing, and is the same wherever the token is.
    /// </summary>
    public bool ShowTaskTokens { get; init; }

    /// <summary>
    /// The state machines whose waiting tasks are completed by nobody but those to whom the definition gives the token: it is told to
    /// nobody else, whoever asks for an execution's waiting tasks. By name; default none.
    /// </summary>
    public IReadOnlySet<string> KeepsTokensOf { get; init; } = new HashSet<string>();

    /// <summary>What a client may hold without using it.</summary>
    public ConnectionLimits Connections { get; init; } = new();

    /// <summary>
    /// Called before each write of the journal goes to the disk; an IOException fails the write, as a full disk does. For drills;
    /// default: nothing is called.
    /// </summary>
    public Action? BeforeJournalSync { get; init; }

    /// <summary>
    /// Called before each execution is started through the API; an exception refuses the call, as a service that is overloaded does. For
    /// drills; default: nothing is called.
    /// </summary>
    public Action? BeforeStart { get; init; }

    /// <summary>Evaluates JSONata instead of processes of this engine's own; whoever gives it disposes of it. Default: none.</summary>
    public IJsonata? Jsonata { get; init; }

    /// <exception cref="InvalidSettingsException">Settings are out of range; the message names each.</exception>
    public StepFunctionsOptions Validated()
    {
        var problems = new List<string>();
        Require(!string.IsNullOrWhiteSpace(DataDirectory), nameof(DataDirectory), "must name a directory");
        Require(
            LambdaEndpoint is { IsAbsoluteUri: true } && LambdaEndpoint.Scheme is "http" or "https",
            nameof(LambdaEndpoint),
            $"is '{LambdaEndpoint}', but must be an http or https address"
        );
        foreach (var (function, endpoint) in FunctionEndpoints.Select(f => (f.Key, f.Value())))
            Require(
                endpoint is { IsAbsoluteUri: true } && endpoint.Scheme is "http" or "https",
                nameof(FunctionEndpoints),
                $"has '{endpoint}' for {function}, but it must be an http or https address"
            );
        Require(
            AccountId is { Length: 12 } && AccountId.All(char.IsAsciiDigit),
            nameof(AccountId),
            $"is '{AccountId}', but must be 12 digits"
        );
        Require(
            Region.Length > 0 && Region.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'),
            nameof(Region),
            $"is '{Region}', but must be a region such as us-east-1"
        );
        Require(
            JsonataTimeout > TimeSpan.Zero && JsonataTimeout <= TimeSpan.FromMinutes(1),
            nameof(JsonataTimeout),
            $"is {JsonataTimeout}, but must be more than 0 and at most a minute, or one expression could hold all executions up"
        );
        Require(JsonataProcesses is >= 1 and <= 16, nameof(JsonataProcesses), $"is {JsonataProcesses}, but must be 1 to 16");
        Require(
            InvokeTimeout > TimeSpan.Zero && InvokeTimeout <= TimeSpan.FromMinutes(15),
            nameof(InvokeTimeout),
            $"is {InvokeTimeout}, but must be more than 0 and at most 15 minutes, as Lambda itself stops a function then"
        );
        Require(
            LambdaConnectWithin >= TimeSpan.Zero && LambdaConnectWithin <= TimeSpan.FromMinutes(5),
            nameof(LambdaConnectWithin),
            $"is {LambdaConnectWithin}, but must be 0 to 5 minutes"
        );
        problems.AddRange(Connections.Problems("StepFunctions.Connections"));
        return problems.Count == 0 ? this : throw new InvalidSettingsException(problems);

        void Require(bool holds, string setting, string problem)
        {
            if (!holds)
                problems.Add($"StepFunctions.{setting} {problem}.");
        }
    }
}
