using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.LimitChanges;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.People;

namespace KillSwitch.DynamoDb.Tests;

public sealed class DynamoDbLimitStoreTests(Dynalite dynalite) : IClassFixture<Dynalite>
{
    private const string Token = "a task token";

    private readonly DynamoDbLimitStore _store = new(dynalite.Client, dynalite.Settings);

    [DynaliteFact]
    public async Task LoadAsync_NeverChanged_IsEmptyOfRevisionZero()
    {
        var record = await _store.LoadAsync(NewKey(), CancellationToken.None);

        Assert.Equal(0, record.Revision);
        Assert.Null(record.Current);
        Assert.Empty(record.Changes);
    }

    [DynaliteFact]
    public async Task TrySaveAsync_EveryAttribute_ComesBackTheSame()
    {
        var record = Full(NewKey());

        Assert.True(await _store.TrySaveAsync(record, CancellationToken.None));
        var loaded = await _store.LoadAsync(record.Key, CancellationToken.None);

        Assert.Equal(Json(record with { Revision = 1 }), Json(loaded));
        Assert.Equal(Token, loaded.Changes[0].Wait!.TaskToken);
    }

    [DynaliteFact]
    public async Task TrySaveAsync_OfAnOlderRevision_IsRefusedAndChangesNothing()
    {
        var record = Full(NewKey());
        Assert.True(await _store.TrySaveAsync(record, CancellationToken.None));

        Assert.False(await _store.TrySaveAsync(record with { Version = 1 }, CancellationToken.None));
        Assert.False(await _store.TrySaveAsync(record with { Revision = 7, Version = 1 }, CancellationToken.None));

        Assert.Equal(record.Version, (await _store.LoadAsync(record.Key, CancellationToken.None)).Version);
    }

    [DynaliteFact]
    public async Task TrySaveAsync_OfAWaitingTask_KeepsItsTokenOutOfTheChange()
    {
        var record = Full(NewKey());
        await _store.TrySaveAsync(record, CancellationToken.None);

        var item = (await dynalite.Client.GetItemAsync(new GetItemRequest
        {
            TableName = dynalite.Settings.LimitsTable,
            Key = new() { ["id"] = new AttributeValue { S = $"limit#{record.Key}" } },
        })).Item;

        Assert.Equal(Token, item["task_tokens"].M[record.Changes[0].ChangeId].S);
        Assert.False(item["changes"].L[0].M["wait"].M.ContainsKey("task_token"));
    }

    [DynaliteFact]
    public async Task ListAsync_AfterSaving_HasTheLimitAndNoChange()
    {
        var record = Full(NewKey());
        await _store.TrySaveAsync(record, CancellationToken.None);
        await _store.PutPointerAsync(Pointer(record.Changes[0]), CancellationToken.None);

        var listed = await _store.ListAsync(CancellationToken.None);

        Assert.Single(listed, key => key == record.Key);
    }

    [DynaliteFact]
    public async Task FindAsync_EndedChange_IsItsDocumentAndNoPointerTakesItsPlace()
    {
        var change = Full(NewKey()).Changes[0] with { Wait = null, EndedTs = 9 };
        await _store.PutPointerAsync(Pointer(change), CancellationToken.None);
        Assert.Null((await _store.FindAsync(change.ChangeId, CancellationToken.None))!.Ended);

        await _store.PutEndedAsync(change, CancellationToken.None);
        await _store.PutPointerAsync(Pointer(change), CancellationToken.None);

        var found = (await _store.FindAsync(change.ChangeId, CancellationToken.None))!;
        Assert.Equal(Pointer(change), found.Pointer);
        Assert.Equal(
            JsonSerializer.Serialize(change, LimitChangesJson.Default.LimitChange),
            JsonSerializer.Serialize(found.Ended, LimitChangesJson.Default.LimitChange));
        Assert.Null(await _store.FindAsync("lc-unknown", CancellationToken.None));
    }

    private static LimitChangePointer Pointer(LimitChange change) => new(change.ChangeId, change.Owner, change.Rule, change.AskedTs);

    private static LimitKey NewKey() => new($"ACCOUNT:{Guid.NewGuid():N}", LimitRule.MaxQty);

    private static LimitRecord Full(LimitKey key)
    {
        var changeId = LimitChangeNames.ChangeId(key.ToString());
        var state = new LimitState
        {
            Owner = key.Owner, Rule = "max_qty", Value = 0.125m, Version = 7, ChangeId = "lc-before", AskedBy = "user:alice",
            ApprovedBy = ["user:bob"], Reason = "why", Before = 900, Until = 8,
        };
        var request = new LimitRequest
        {
            Number = 1, CmdId = changeId, AskedBy = "user:alice", Requester = new Person("alice"), Reason = "why", RequestedTs = 5,
            Quorum = 2, Status = RequestStatus.Pending, ExpiresTs = 6,
            Decisions = [new ApprovalDecision(new Person("bob"), Verdict.Approve, "seen", 5, "key") { Roles = [Role.Approver] }],
            CorrId = changeId, TraceParent = "trace",
        };
        var change = new LimitChange
        {
            ChangeId = changeId, Owner = key.Owner, Rule = key.Rule, Value = 1200.5m, Before = 900, VersionSeen = 7, Tighter = false,
            Until = 10, RevertTo = new LimitTarget(900, OfFile: true), Phase = LimitChangePhase.Requested, Requester = new Person("alice"),
            Reason = "why", AskedTs = 5, Request = request, ExecutionName = LimitChangeNames.Execution(key, changeId, 1),
            ExecutionArn = "arn",
            Wait = new TaskWait(WaitKind.Approval, Token, DateTimeOffset.UnixEpoch, 1, null), TraceParent = "trace",
        };
        return LimitRecord.Empty(key) with { Version = 7, Current = new LimitPublication(state, 7, 0, 3), Changes = [change] };
    }

    private static string Json(LimitRecord record) => JsonSerializer.Serialize(record, LimitChangesJson.Default.LimitRecord);
}
