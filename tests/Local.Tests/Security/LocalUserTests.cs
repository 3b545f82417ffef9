using System.Text;
using System.Text.RegularExpressions;
using KillSwitch.Local.Tests.Security.Support;
using KillSwitch.Local.Tests.Stack;
using KillSwitch.StepFunctions;
using KillSwitch.StepFunctions.Server;
using KillSwitch.Tests;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Local.Tests.Security;

/// <summary>
/// Somebody on this machine who reaches the endpoints that ask for no credentials. docs/security.md says what he can do; this is
/// what he cannot.
/// </summary>
[Collection(StackCollection.Name)]
public sealed partial class LocalUserTests(StackFixture stack) : IDisposable
{
    private readonly HttpClient _http = new();

    public void Dispose() => _http.Dispose();

    [NodeFact]
    public async Task Steps_CalledByHandInAnyOrder_DoNotRestoreWhatNobodyApproved()
    {
        using var desk = stack.Desk();
        var scope = Scope.Account("local-1");
        var incident = await stack.KillAsync(desk, scope);
        await desk.AskAsync(scope, incident);
        var execution = (await desk.IncidentAsync(incident)).ExecutionArn!;

        foreach (
            var step in new[]
            {
                StepNames.CheckSeparationOfDuties,
                StepNames.PublishActive,
                StepNames.NotifyRestored,
                StepNames.CloseIncident,
                StepNames.ExpireApproval,
                StepNames.PublishActive,
            }
        )
            await InvokeAsync(step, execution, incident, scope);

        await StaysKilledAsync(desk, scope, incident);
    }

    [NodeFact]
    public async Task TaskToken_RedeemedWithApprovedThatNobodyGave_DoesNotRestore()
    {
        using var desk = stack.Desk();
        var scope = Scope.Account("local-2");
        var incident = await stack.KillAsync(desk, scope);
        await desk.AskAsync(scope, incident);
        using var states = new StepFunctionsClient(new Uri(stack.Endpoints.States!), stack.Endpoints.StateMachineArn!);
        var execution = (await desk.IncidentAsync(incident)).ExecutionArn!;
        await Until.TrueAsync("it waits for the approval", async () => (await TypesAsync(states, execution))[^1] == "TaskSubmitted");
        var before = (await TypesAsync(states, execution)).Count;

        foreach (var token in AllTokens())
        {
            try
            {
                await states.CompleteTaskAsync(
                    token,
                    new System.Text.Json.Nodes.JsonObject { ["outcome"] = "APPROVED", ["request"] = 1 },
                    default
                );
            }
            catch (StepFunctions.Client.StepFunctionsErrorException)
            {
                // A token of the past.
            }
        }

        await Until.TrueAsync("the execution has looked for itself and waits again", async () =>
            await TypesAsync(states, execution) is { } now && now.Count > before + 4 && now[^1] == "TaskSubmitted");
        await StaysKilledAsync(desk, scope, incident);
    }

    private async Task StaysKilledAsync(Desk desk, Scope scope, string incident)
    {
        using var flow = new OrderFlow(new Kafka.KafkaSettings(stack.Endpoints.Bootstrap!));
        Assert.All(await flow.StatesAsync(scope), s => Assert.Equal(KillStatus.Killed, s.Status));
        var view = await desk.IncidentAsync(incident);
        Assert.NotEqual(IncidentPhase.Closed, view.Phase);
        Assert.DoesNotContain(view.Requests, r => r.Status == RequestStatus.Approved);
        await flow.AllAreAsync(Decision.Drop, await flow.SendAsync(scope.Value, 5));
    }

    private async Task InvokeAsync(string step, string execution, string incident, Scope scope)
    {
        using var body = new StringContent(
            $$"""{"execution_arn":"{{execution}}","state":"x","attempt":1,"entered":"2025-01-02T14:30:00Z","incident_id":"{{incident}}","scope":"{{scope}}","corr_id":"c","request":1}""",
            Encoding.UTF8,
            "application/json"
        );
        using var response = await _http.PostAsync(new Uri($"{stack.Endpoints.Steps}/2015-03-31/functions/{step}/invocations"), body);
        Assert.Equal(200, (int)response.StatusCode);
    }

    private static async Task<List<string>> TypesAsync(StepFunctionsClient states, string execution) =>
        [.. (await states.HistoryAsync(execution, default)).Select(e => StatesLanguage.Json.Text(e, "type")!)];

    /// <summary>What only the owner of the data directory can read.</summary>
    private IEnumerable<string> AllTokens()
    {
        using var cat = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("cat", [Path.Combine(stack.Data.Engine, StepFunctionsServer.JournalName)])
            {
                RedirectStandardOutput = true,
                StandardOutputEncoding = Encoding.Latin1,
            }
        )!;
        var journal = cat.StandardOutput.ReadToEnd();
        cat.WaitForExit();
        return Tokens().Matches(journal).Select(m => m.Value).Distinct();
    }

    [GeneratedRegex("AAAAKgAAAAIAAAAAAAAAA[A-Za-z0-9_-]{64}")]
    private static partial Regex Tokens();
}
