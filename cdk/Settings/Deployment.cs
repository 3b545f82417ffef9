using KillSwitch.Workflows.Auditing;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Incidents;

namespace KillSwitch.Cdk.Settings;

/// <summary>One installation: a student's, or anybody's. Read and checked whole by <see cref="DeploymentReader"/>.</summary>
public sealed record Deployment
{
    /// <summary>
    /// Whose it is: 2 to 12 lower-case letters and digits, the first a letter. Stands behind every name, so that installations
    /// share an account.
    /// </summary>
    public required string Student { get; init; }

    /// <summary>Trims what costs by the hour or by volume and keeps every promise. Default no.</summary>
    public bool LowCost { get; init; }

    public KafkaKind Kafka { get; init; } = KafkaKind.Serverless;

    /// <summary>Where it is deployed. Default eu-central-1.</summary>
    public string Region { get; init; } = "eu-central-1";

    /// <summary>
    /// The two zones that the network is in, such as eu-central-1a. Default none: the first two of the account, which may lack a service.
    /// </summary>
    public IReadOnlyList<string> Zones { get; init; } = [];

    /// <summary>What the account may spend in a month before people are mailed, in US dollars; 0: they are not. Default 50.</summary>
    public int BudgetUsd { get; init; } = 50;

    /// <summary>Who signs in and is mailed. Default nobody.</summary>
    public IReadOnlyList<Person> People { get; init; } = [];

    /// <summary>E-mail addresses that alarms go to. Default none.</summary>
    public IReadOnlyList<string> AlarmAddresses { get; init; } = [];

    /// <summary>Patience and quorum of the workflow.</summary>
    public IncidentSettings Incidents { get; init; } = new();

    /// <summary>
    /// What the detection looks for. The Spark job is handed the file itself; it is read here so that nothing is deployed for
    /// limits that are none.
    /// </summary>
    public DetectionSettings Detection { get; init; } = DetectionSettings.Default;

    /// <summary>
    /// The limits file that routers hold every order against, read here so that nothing is deployed for one that is none; null: nothing is
    /// checked.
    /// </summary>
    public string? LimitsFile { get; init; }

    /// <summary>Whether orders without a price pass. Default no: they are refused.</summary>
    public bool PassUnpriced { get; init; }

    /// <summary>Partitions of every topic: 1 to 100, on MSK Serverless to 60. Default 3, with low cost 1.</summary>
    public int Partitions { get; init; } = 3;

    /// <summary>For how many days nothing in the audit archive can be deleted without a special right: 1 to 3650. Default 1.</summary>
    public int AuditRetentionDays { get; init; } = 1;

    /// <summary>Which audit records can be found by <c>GET /audit</c>. Default those of what was held back, and the steps.</summary>
    public AuditCoverage AuditIndex { get; init; } = AuditCoverage.Held;

    /// <summary>For how many days logs are kept; one of those CloudWatch Logs knows. Default 14, with low cost 3.</summary>
    public int LogRetentionDays { get; init; } = 14;

    /// <summary>Whether a minute's normal orders are generated every minute. Default no.</summary>
    public bool GenerateOrders { get; init; }

    /// <summary>
    /// Whether to refuse to go on where the functions' package was not built. Deploying does, looking at templates does not.
    /// </summary>
    public bool RequirePackage { get; init; }

    /// <summary><c>-alice</c></summary>
    public string Suffix => $"-{Student}";

    /// <summary>A name of this installation: <c>killswitch-order-router</c> becomes <c>killswitch-order-router-alice</c>.</summary>
    public string Named(string name) => name + Suffix;

    /// <summary>
    /// The same where all regions of an account share their names, as with IAM and CloudFront: <c>killswitch-viewer-alice-eu-central-1</c>.
    /// </summary>
    public string NamedInRegion(string name) => $"{Named(name)}-{Region}";
}
