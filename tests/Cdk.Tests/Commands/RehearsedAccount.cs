using System.Text.Json;
using System.Text.Json.Nodes;

namespace KillSwitch.Cdk.Tests.Commands;

/// <summary>The account of a rehearsal, as Fakes/account/account.mjs keeps it: the stacks that matter, alice's, whole and in use.</summary>
internal sealed class RehearsedAccount
{
    public const string AccessLogs = "killswitch-accesses-alice-123456789012-eu-central-1";
    public const string Audit = "killswitch-audit-alice-123456789012-eu-central-1";
    public const string GivenUp = "killswitch-given-up-alice-123456789012-eu-central-1";
    public const string Detection = "killswitch-detection-alice-123456789012-eu-central-1";

    private readonly Workspace _workspace;

    public RehearsedAccount(Workspace workspace)
    {
        _workspace = workspace;
        var state = JsonSerializer.SerializeToNode(new
        {
            now = 0,
            logMinutes = 7,
            logs = Array.Empty<object>(),
            cluster = "SERVERLESS",
            endpoints = 2,
            stacks = new Dictionary<string, object>
            {
                ["killswitch-network-alice"] = Stack(new() { ["AWS::EC2::VPC"] = ["vpc-1"], ["AWS::S3::Bucket"] = [AccessLogs] }),
                ["killswitch-streaming-alice"] = Stack(new() { ["AWS::MSK::ServerlessCluster"] = ["arn:cluster"] }, "network"),
                ["killswitch-workflow-alice"] = Stack(new() { ["AWS::S3::Bucket"] = [Audit, GivenUp] }, "network", "streaming"),
                ["killswitch-detection-alice"] = Stack(
                    new() { ["AWS::S3::Bucket"] = [Detection], ["AWS::EMRServerless::Application"] = ["app-1"] }, "network", "streaming"),
            },
            buckets = new Dictionary<string, object>
            {
                [AccessLogs] = new { objects = 40, locked = false },
                [Audit] = new { objects = 1200, locked = true, logsTo = AccessLogs },
                [GivenUp] = new { objects = 0, locked = false, logsTo = AccessLogs },
                [Detection] = new { objects = 500, markers = 1200, locked = false, logsTo = AccessLogs },
            },
            application = new { state = "STARTED", jobs = new[] { "job-1" } },
            interfaces = new[]
            {
                Interface("eni-1", minutes: 36, orphaned: false),
                Interface("eni-2", minutes: 28, orphaned: true),
            },
        })!.AsObject();
        Save(state);
    }

    /// <summary>As it is now.</summary>
    public JsonObject Now => JsonNode.Parse(File.ReadAllText(StateFile))!.AsObject();

    private string StateFile => Path.Combine(_workspace.Folder, "fakes/account.json");

    /// <summary>Functions without interfaces: for what has nothing to do with them.</summary>
    public void HasNoInterfaces() => Change(a => a["interfaces"] = new JsonArray());

    /// <summary>A change, before or between commands.</summary>
    public void Change(Action<JsonObject> change)
    {
        var state = Now;
        change(state);
        Save(state);
    }

    /// <summary>An interface of a function of the workflow's stack.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="minutes">For how long after its function it is in use; null: for ever.</param>
    /// <param name="orphaned">Then it is available, and stays, instead of going.</param>
    public static object Interface(string id, int? minutes, bool orphaned) =>
        new { id, status = "in-use", of = "killswitch-workflow-alice", minutes, orphaned };

    private static object Stack(Dictionary<string, string[]> resources, params string[] needs) =>
        new { resources, needs = needs.Select(n => $"killswitch-{n}-alice") };

    private void Save(JsonObject state) => _workspace.Write("fakes/account.json", state.ToJsonString());
}
