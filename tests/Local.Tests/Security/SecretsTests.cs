using System.Text;
using System.Text.RegularExpressions;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Reading;
using KillSwitch.Local.Identity;
using KillSwitch.Local.Tests.Security.Support;
using KillSwitch.Local.Tests.Stack;
using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions;
using KillSwitch.StepFunctions.Server;
using KillSwitch.Tests;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Local.Tests.Security;

/// <summary>
/// After whole incidents, with their refusals and mistakes, everything that was written or can be read is searched for
/// everything that is secret. docs/security.md says what may stand where.
/// </summary>
[Collection(StackCollection.Name)]
public sealed partial class SecretsTests(StackFixture stack) : IDisposable
{
    private readonly HttpClient _http = new();

    public void Dispose() => _http.Dispose();

    [NodeFact]
    public async Task Run_EverythingThatCanBeRead_HoldsNoSecret()
    {
        using var desk = stack.Desk();
        var bearer = new LocalTokens(stack.Data.Path, TimeProvider.System).Issue("bob").Value!.Value;
        var link = await PlayAsync(desk, bearer);

        var places = await PlacesAsync(desk, link);
        var secrets = Secrets(bearer, link);

        Assert.True(secrets.Count(s => s.Kind == Kind.TaskToken) >= 3, "The run had no task tokens to look for.");
        foreach (var secret in secrets)
            Assert.Equal(
                [],
                places
                    .Where(p => !MayHold(secret.Kind, p.Name) && p.Content.AsSpan().IndexOf(secret.Value) >= 0)
                    .Select(p => $"{secret.Kind} in {p.Name}")
            );
        // The search finds what is there: tokens in the journal, which must know them, and the link in the mailbox.
        Assert.All(secrets.Where(s => s.Kind == Kind.TaskToken), s =>
            Assert.Contains(places, p =>
                p.Name.StartsWith("file engine/", StringComparison.Ordinal) && p.Content.AsSpan().IndexOf(s.Value) >= 0
            )
        );
        Assert.Contains(places, p => p.Name == "file mailbox.jsonl" && p.Content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(link)) >= 0);
        Assert.Contains(places, p =>
            p.Name.StartsWith("history ", StringComparison.Ordinal) && p.Content.AsSpan().IndexOf("task-token-not-shown-"u8) >= 0
        );
        Assert.Contains("POST /approvals/{id} by user:bob: 200", stack.Log);
    }

    [NodeFact]
    public void Files_WhatHoldsSecrets_IsTheOwnersAlone()
    {
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode Others =
            UnixFileMode.GroupRead
            | UnixFileMode.GroupWrite
            | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead
            | UnixFileMode.OtherWrite
            | UnixFileMode.OtherExecute;
        string[] mine =
        [
            "", "keys", "engine", "dynamodb", "traces", "users.json", "mailbox.jsonl", "engine/" + StepFunctionsServer.JournalName,
        ];

        foreach (
            var path in mine.Select(m => Path.Combine(stack.Data.Path, m)).Concat(Directory.GetFiles(Path.Combine(stack.Data.Path, "keys")))
        )
            Assert.True((File.GetUnixFileMode(path) & Others) == 0, $"{path} is {File.GetUnixFileMode(path)}");
    }

    /// <summary>Refused, rejected, asked again, approved; and what goes wrong on the way.</summary>
    private async Task<string> PlayAsync(Desk desk, string bearer)
    {
        var scope = Scope.Account("secret-1");
        var incident = await stack.KillAsync(desk, scope);
        var first = await desk.AskAsync(scope, incident);
        Assert.False((await desk.People.Alice.DecideAsync(first, "APPROVE", "myself", CancellationToken.None)).Ok);
        Assert.True((await desk.People.Carol.DecideAsync(first, "REJECT", "not yet", CancellationToken.None)).Ok);
        await desk.People.Carol.DecideAsync(first[..^2] + "AA", "APPROVE", "tampered", CancellationToken.None);
        await Until.TrueAsync("a new request is taken", async () =>
            (await desk.People.Alice.UnkillAsync(scope.ToString(), "again", CancellationToken.None)).Ok
        );
        var second = await Until.FoundAsync("it is put to the approvers", async () =>
            (await desk.IncidentAsync(incident)).Requests is [_, { LinkId: { } id }] ? id : null
        );
        foreach (
            var path in new[] { "/state?token=" + bearer, "/approvals/" + second + "?access_token=" + bearer, "/no/" + second, "/kill" }
        )
            await GetAsync(stack.Endpoints.Api + path, bearer);
        using var broken = new StringContent($$"""{"task_token":["{{bearer}}"],"state":7}""");
        await (
            await _http.PostAsync(new Uri($"{stack.Endpoints.Steps}/2015-03-31/functions/killswitch-request-approval/invocations"), broken)
        ).Content.ReadAsStringAsync();
        await desk.ApproveAsync(second);
        await desk.ClosedAsync(incident);
        return second;
    }

    private async Task<IReadOnlyList<Place>> PlacesAsync(Desk desk, string link)
    {
        var places = new List<Place> { new("log", Encoding.UTF8.GetBytes(stack.Log)) };
        foreach (var topic in Topics.All)
        {
            foreach (
                var record in (
                    await new TopicReader(new KafkaSettings(stack.Endpoints.Bootstrap!)).ReadAllAsync(
                        topic.Name,
                        readCommitted: true,
                        default
                    )
                ).Records
            )
                places.Add(
                    new Place(
                        $"topic {topic.Name}",
                        [
                            .. record.Key ?? [],
                            .. record.Value ?? [],
                            .. record.Headers.SelectMany(h => Encoding.UTF8.GetBytes(h.Key).Concat(h.Value ?? [])),
                        ]
                    )
                );
        }
        using var states = new StepFunctionsClient(new Uri(stack.Endpoints.States!), stack.Endpoints.StateMachineArn!);
        foreach (var execution in await states.ExecutionsAsync(stack.Endpoints.StateMachineArn!, null, default))
        {
            foreach (var happened in await states.HistoryAsync(execution.Arn, default))
                places.Add(new Place($"history {execution.Name}", Encoding.UTF8.GetBytes(Json.Text(happened))));
            places.Add(
                new Place($"execution {execution.Name}", Encoding.UTF8.GetBytes($"{await states.FindAsync(execution.Arn, default)}"))
            );
        }
        var reader = new LocalTokens(stack.Data.Path, TimeProvider.System).Issue("dave").Value!.Value;
        var incidents = (await desk.People.Bob.GetAsync("/incidents", default))
            .Body!.AsArray()
            .Select(i => $"/incidents/{(string)i!["incident_id"]!}");
        foreach (var path in incidents.Concat(["/state", "/incidents", "/audit?limit=1000", "/mailbox", "/health", "/no/such/path"]))
            places.Add(new Place($"GET {path.Split('?')[0]}", await GetAsync(stack.Endpoints.Api + path, reader)));
        places.Add(new Place("page", await GetAsync($"{stack.Endpoints.Api}/approvals/{link}", token: null)));
        foreach (var file in Directory.EnumerateFiles(stack.Data.Path, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(stack.Data.Path, file);
            if (!name.StartsWith("keys", StringComparison.Ordinal))
                places.Add(new Place($"file {name}", Read(file)));
        }
        return places;
    }

    private List<Secret> Secrets(string bearer, string link)
    {
        var secrets = new List<Secret>
        {
            new(Kind.Bearer, Encoding.UTF8.GetBytes(bearer)),
            new(Kind.Link, Encoding.UTF8.GetBytes(link)),
            new(Kind.Link, Encoding.UTF8.GetBytes(link.Split('.')[1])),
        };
        var journal = Encoding.Latin1.GetString(Read(Path.Combine(stack.Data.Engine, StepFunctionsServer.JournalName)));
        secrets.AddRange(
            TaskTokens().Matches(journal).Select(m => m.Value).Distinct().Select(t => new Secret(Kind.TaskToken, Encoding.UTF8.GetBytes(t)))
        );
        foreach (var file in Directory.GetFiles(Path.Combine(stack.Data.Path, "keys")))
        {
            var content = File.ReadAllBytes(file);
            if (Path.GetExtension(file) == ".key")
                secrets.AddRange([
                    new(Kind.Key, content),
                    new(Kind.Key, Encoding.UTF8.GetBytes(Convert.ToBase64String(content).TrimEnd('='))),
                    new(Kind.Key, Encoding.UTF8.GetBytes(Convert.ToHexStringLower(content))),
                ]);
            else
                secrets.AddRange(
                    MasterKeys()
                        .Matches(Encoding.UTF8.GetString(content))
                        .Select(m => new Secret(Kind.Key, Encoding.UTF8.GetBytes(m.Groups[1].Value)))
                );
        }
        return secrets;
    }

    private static bool MayHold(Kind kind, string place) =>
        kind switch
        {
            Kind.TaskToken => place.StartsWith("file engine/", StringComparison.Ordinal)
                || place.StartsWith("file dynamodb/", StringComparison.Ordinal),
            Kind.Link => place is "file mailbox.jsonl" or "GET /mailbox" || place.StartsWith("GET /incidents/", StringComparison.Ordinal),
            _ => false,
        };

    private async Task<byte[]> GetAsync(string address, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (token is not null)
            request.Headers.Add("Authorization", $"Bearer {token}");
        using var response = await _http.SendAsync(request);
        return [.. Encoding.UTF8.GetBytes(response.Headers.ToString()), .. await response.Content.ReadAsByteArrayAsync()];
    }

    /// <summary>Also what another part of the stack has open. An advisory lock keeps that part's like out, not a reader's bytes.</summary>
    private static byte[] Read(string path)
    {
        using var cat = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("cat", [path]) { RedirectStandardOutput = true }
        )!;
        using var content = new MemoryStream();
        cat.StandardOutput.BaseStream.CopyTo(content);
        cat.WaitForExit();
        return content.ToArray();
    }

    [GeneratedRegex("AAAAKgAAAAIAAAAAAAAAA[A-Za-z0-9_-]{64}")]
    private static partial Regex TaskTokens();

    [GeneratedRegex("<value>([^<]+)</value>")]
    private static partial Regex MasterKeys();

    private enum Kind
    {
        Bearer,
        TaskToken,
        Link,
        Key,
    }

    private sealed record Secret(Kind Kind, byte[] Value);

    private sealed record Place(string Name, byte[] Content);
}
