using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.DynamoDb;

/// <summary>Which DynamoDB, and which tables in it.</summary>
public sealed record DynamoDbSettings
{
    private static readonly TimeSpan s_attempt = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Address of a DynamoDB on this machine, such as <c>http://127.0.0.1:8000</c>. Null: AWS, with the environment's region and
    /// credentials.
    /// </summary>
    public string? Endpoint { get; init; }

    /// <summary>Where that address may change: asked before every request. Null: it does not.</summary>
    public Func<Uri>? CurrentEndpoint { get; init; }

    /// <summary>
    /// Stands behind each table's name, so that installations can share an account: <c>-alice</c>. Default empty; letters, digits,
    /// <c>. _ -</c>, at most 60.
    /// </summary>
    public string Suffix { get; init; } = "";

    /// <summary>One item a scope: the truth about its incident.</summary>
    public string ScopesTable => "killswitch-scopes" + Suffix;

    /// <summary>One item an incident: where it lives while it is open, all of it once it is closed.</summary>
    public string IncidentsTable => "killswitch-incidents" + Suffix;

    /// <summary>One item a command: what became of it; and one an idempotency key: what it was first used for.</summary>
    public string CommandsTable => "killswitch-commands" + Suffix;

    /// <summary>One item a limit that was ever changed: the truth about its changes; and one a change.</summary>
    public string LimitsTable => "killswitch-limits" + Suffix;

    /// <summary>What <c>audit.v1</c> holds, by order, account, incident and time; how far it was read; what incidents held back.</summary>
    public string AuditIndexTable => "killswitch-audit-index" + Suffix;

    /// <summary>
    /// Most writes of the audit's index that are on their way at once. On one machine one: the process that serves it serves kills, too.
    /// </summary>
    internal int AuditWritesAtOnce => Endpoint is null ? 8 : 1;

    /// <returns>Itself.</returns>
    /// <exception cref="InvalidSettingsException">Names every setting that is wrong.</exception>
    public DynamoDbSettings Validated()
    {
        var problems = new List<string>();
        if (Endpoint is not null && !(Uri.TryCreate(Endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            problems.Add(
                $"{nameof(Endpoint)} is '{Endpoint}': it must be an address such as http://127.0.0.1:8000, or else no table could be reached."
            );
        if (Suffix.Length > 60 || Suffix.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-')))
            problems.Add(
                $"{nameof(Suffix)} is '{Suffix}': it must be at most 60 letters, digits or . _ -, or else DynamoDB refuses the tables' names."
            );
        return problems.Count == 0 ? this : throw new InvalidSettingsException(problems);
    }

    /// <summary>
    /// A client for all stores; it is safe for concurrent use, and the caller disposes of it. It tries four times, 3 s each, before
    /// it gives up.
    /// </summary>
    public IAmazonDynamoDB CreateClient()
    {
        var config = new AmazonDynamoDBConfig { MaxErrorRetry = 3, Timeout = s_attempt, RetryMode = RequestRetryMode.Standard };
        if (Endpoint is null)
            return new AmazonDynamoDBClient(config);
        config.ServiceURL = Endpoint;
        config.AuthenticationRegion = RegionEndpoint.USEast1.SystemName;
        if (CurrentEndpoint is not null)
            config.HttpClientFactory = new MovingEndpoint(CurrentEndpoint);
        return new AmazonDynamoDBClient(new BasicAWSCredentials("local", "local"), config);
    }
}
