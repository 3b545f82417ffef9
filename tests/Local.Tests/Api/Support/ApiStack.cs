using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Reading;
using KillSwitch.Local.Acts;
using KillSwitch.Local.Api;
using KillSwitch.Local.Happenings;
using KillSwitch.Local.Identity;
using KillSwitch.Local.Mail;
using KillSwitch.Local.Stack;
using KillSwitch.StepFunctions;
using KillSwitch.Tests;
using KillSwitch.WebConsole.Files;
using KillSwitch.WebConsole.Traces;
using KillSwitch.Workflows.Commands;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.LimitChanges.Effects;
using KillSwitch.Workflows.LimitChanges.Steps;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Naming;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Signing;
using KillSwitch.Workflows.Tests.Incidents.InMemory;
using KillSwitch.Workflows.Tests.LimitChanges.InMemory;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.Local.Tests.Api.Support;

/// <summary>The API on a real port over the real domain, with stores and topics in memory and the execution's steps run by hand.</summary>
internal sealed class ApiStack : IAsyncDisposable
{
    public IncidentSteps Steps { get; }

    public LimitSteps LimitSteps { get; }

    public OperatorLimits Limits { get; }

    public LimitTopic LimitTopic { get; }

    private readonly Func<OperatorActions> _newActions;
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false, UseCookies = false };

    private ApiStack()
    {
        var users = new LocalUsers(Folder);
        Tokens = new LocalTokens(Folder, Time);
        var mailUsers = new MailUsers(users, Time, NullLogger<MailUsers>.Instance);
        Mailbox = new Mailbox(
            Folder,
            new MailComposer(mailUsers, () => Api!.Endpoint),
            TimeProvider.System,
            NullLogger<Mailbox>.Instance
        );
        Broker = new MemoryBroker(Audit);
        var attestation = new CommandAttestation(KeyFile.LoadOrCreate(Folder, "attestation"));
        var approvers = new LocalApprovers(users);
        var services = new IncidentServices
        {
            Scopes = Stores, Incidents = Stores, Executions = Broker, States = Broker, Audit = Broker, Notifier = Mailbox,
            Links = new ApprovalLinks(KeyFile.LoadOrCreate(Folder, "links")), Settings = new IncidentSettings(), Time = Time,
        };
        Steps = new IncidentSteps(services, () => approvers);
        var faults = new Workflows.Tests.Incidents.InMemory.Faults();
        var limits = new LimitServices
        {
            Limits = new MemoryLimitStore(faults), Executions = Broker, Publisher = LimitTopic = new LimitTopic(faults), Audit = Broker,
            Notifier = Mailbox, Links = services.Links, Settings = services.Settings, Time = Time,
        };
        LimitSteps = new LimitSteps(limits, () => approvers);
        Limits = new OperatorLimits(limits, Stores, approvers, LimitTable.None);
        Broker.Intake = new CommandIntake(services, Stores, approvers, attestation);
        Seen = new SeenNames(Time);
        _newActions = () => new OperatorActions(services, Broker, Stores, Stores, approvers, attestation) { Seen = Seen };
        Actions = _newActions();
    }

    public TempFolder Folder { get; } = new();
    public WatchedTimeProvider Time { get; } = new();
    public MemoryStores Stores { get; } = new();
    public MemoryAuditIndex Audit { get; } = new();
    public FixedHealth Health { get; } = new();
    public MemoryBroker Broker { get; }
    public LocalTokens Tokens { get; }

    /// <summary>Nothing is known of what orders named, until a test says so.</summary>
    public SeenNames Seen { get; }

    public RecentHappenings Happenings { get; } = new(TimeProvider.System);

    /// <summary>Nobody answers there, unless a test says who does.</summary>
    public StepFunctionsClient Executions { get; init; } = new(new Uri("http://127.0.0.1:1"), Workflow.StateMachineArn);
    public Mailbox Mailbox { get; }
    public OperatorActions Actions { get; private set; }
    public OperatorEndpoint Api { get; private set; } = null!;
    public HttpClient Http { get; private set; } = null!;

    public static async Task<ApiStack> StartAsync(OperatorEndpointOptions? options = null)
    {
        var stack = new ApiStack();
        // Tests run in parallel with others on few cores; their own limits are tested with limits of their own.
        stack.Api = await OperatorEndpoint.StartAsync(
            stack.Parts,
            options ?? new OperatorEndpointOptions { RequestsPerSecond = 10_000, RequestTimeout = TimeSpan.FromMinutes(1) },
            default
        );
        stack.Http = new HttpClient(stack._handler, disposeHandler: false) { BaseAddress = stack.Api.Endpoint };
        return stack;
    }

    /// <summary>Another server over what was stored.</summary>
    public async Task RestartAsync()
    {
        await Api.DisposeAsync();
        Http.Dispose();
        Actions = _newActions();
        Api = await OperatorEndpoint.StartAsync(Parts, new OperatorEndpointOptions(), default);
        Http = new HttpClient(_handler, disposeHandler: false) { BaseAddress = Api.Endpoint };
    }

    public OperatorEndpointParts Parts =>
        new()
        {
            Actions = Actions,
            Limits = Limits,
            Audits = new OperatorAudits(Audit, Audit, Time),
            Health = Health,
            Mailbox = Mailbox,
            Tokens = Tokens,
            Sessions = new ConsoleSessions(Folder, Tokens),
            Pages = ConsoleFiles.OfPages(),
            Executions = Executions,
            MachinesOfOurs = new HashSet<string> { "kill-incident", "limit-change" },
            Nearest = () => null,
            Scenarios = Scenarios,
            Topics = (topic, from, _) => RecordsAsync(topic, from),
            Traces = new TraceStore(new DataDirectory(Folder).Traces),
            Happenings = Happenings,
            Time = Time,
            Logs = NullLoggerFactory.Instance,
        };

    /// <summary>There is no broker behind it.</summary>
    public ScenarioPlay Scenarios { get; } = new(new KafkaSettings("127.0.0.1:1"), TimeProvider.System);

    /// <summary>What stands in topics, by name; one that is not here cannot be reached.</summary>
    public Dictionary<string, IReadOnlyList<TopicRecord>> Records { get; } = [];

    private async IAsyncEnumerable<TopicRecord> RecordsAsync(string topic, TailStart from)
    {
        await Task.CompletedTask;
        if (!Records.TryGetValue(topic, out var records))
            throw new KafkaUnreachableException("No broker answers.");
        foreach (var record in records.TakeLast((int)from.Latest))
            yield return record;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _handler.Dispose();
        await Api.DisposeAsync();
        Mailbox.Dispose();
        Executions.Dispose();
        await Scenarios.DisposeAsync();
        Folder.Dispose();
    }

    public string Token(string name) => Tokens.Issue(name).Value!.Value;

    public async Task<Reply> SendAsync(
        HttpMethod method,
        string path,
        string? who = null,
        string? body = null,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (who is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token(who));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
        {
            if (name == "Content-Type")
                request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            else
                request.Headers.TryAddWithoutValidation(name, value);
        }
        using var response = await Http.SendAsync(request);
        return await Reply.OfAsync(response);
    }

    public Task<Reply> GetAsync(string path, string? who = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, who, null, headers);

    public Task<Reply> PostAsync(string path, string? who, object body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, who, body as string ?? JsonSerializer.Serialize(body), headers);

    /// <summary>Kills a scope and runs its execution until it waits for an unkill request.</summary>
    public async Task<string> KillAsync(string scope = "ACCOUNT:42", string who = "alice")
    {
        var killed = await PostAsync("/kill", who, new { scope, reason = "250 orders in a minute" });
        var incident = (string)killed.Json["incident_id"]!;
        await StepAsync(StepNames.OpenIncident, "OpenIncident", scope, incident);
        await StepAsync(StepNames.PublishKilled, "PublishKilled", scope, incident);
        await StepAsync(StepNames.AwaitUnkillRequest, "AwaitUnkillRequest", scope, incident, token: "token-unkill");
        return incident;
    }

    /// <summary>Kills, asks for the unkill, and puts it to the approvers. The path of the link they get.</summary>
    public async Task<string> AskAsync(string scope = "ACCOUNT:42", string asks = "alice")
    {
        var incident = await KillAsync(scope);
        return await AskAgainAsync(scope, incident, 1, asks);
    }

    public async Task<string> AskAgainAsync(string scope, string incident, int request, string asks = "alice")
    {
        var asked = await PostAsync("/unkill", asks, new { scope, reason = "the algorithm is fixed" });
        Assert.Equal(202, asked.Status);
        await StepAsync(StepNames.RequestApproval, "RequestApproval", scope, incident, $"token-approval-{request}", request);
        return new Uri(Mailbox.Latest(1)[0].Link!).AbsolutePath;
    }

    public Task StepAsync(string function, string state, string scope, string incident, string? token = null, int? request = null) =>
        Steps.InvokeAsync(
            function,
            Encoding.UTF8.GetBytes(
                new JsonObject
                {
                    ["execution_arn"] =
                        $"arn:aws:states:us-east-1:123456789012:execution:kill-incident:{IncidentNames.Execution(Scope.Parse(scope), incident, 1)}",
                    ["state"] = state,
                    ["attempt"] = 1,
                    ["entered"] = Time.GetUtcNow().ToString("O"),
                    ["incident_id"] = incident,
                    ["scope"] = scope,
                    ["corr_id"] = "corr-1",
                    ["task_token"] = token,
                    ["request"] = request,
                }.ToJsonString()
            ),
            default
        );
}
