using KillSwitch.Api.Routing;
using KillSwitch.Workflows.Commands;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Api.Routes;

/// <summary>The operators' API, on one machine and on AWS (docs/api.md). A new route is an entry here and its handler.</summary>
public static class OperatorRoutes
{
    /// <summary>The page behind a callback link, and what is decided there.</summary>
    public const string Approvals = "/approvals/{id}";

    public static IReadOnlyList<Route> All { get; } =
    [
        new()
        {
            Methods = Verbs.Post,
            Pattern = "/kill",
            Rule = RouteRule.Act(Permission.Kill),
            Summary = "Kills a scope: the command is in its topic. One person is enough, at once.",
            Body = [Fields.Scope, Fields.ReasonOfAKill],
            // Neither a long reason nor a bad key keeps anybody from killing.
            MaxBodyBytes = CommandParser.MaxKillBytes,
            IgnoresBadKeys = true,
            Status = 202,
            Answers = [AnswerForm.Json(OperatorsJson.Default.CommandReceipt)],
            Refusals = [RefusalCode.ScopeInvalid, RefusalCode.ReasonMissing],
            Handler = CommandHandlers.KillAsync,
        },
        new()
        {
            Methods = Verbs.Post,
            Pattern = "/unkill",
            Rule = RouteRule.Act(Permission.AskUnkill),
            Summary = "Asks for an unkill. The scope stays killed until others approve.",
            Body = [Fields.Scope, Fields.Reason],
            Status = 202,
            Answers = [AnswerForm.Json(OperatorsJson.Default.CommandReceipt)],
            Refusals =
            [
                RefusalCode.ScopeInvalid, RefusalCode.ReasonMissing,
                RefusalCode.NoOpenIncident, RefusalCode.RequestAlreadyPending, RefusalCode.NobodyCouldApprove,
            ],
            Handler = CommandHandlers.UnkillAsync,
        },
        new()
        {
            Methods = Verbs.Look,
            Pattern = Approvals,
            Rule = RouteRule.Open,
            Summary = "The page behind a callback link. Looking decides nothing.",
            IgnoresQuery = true,
            Answers =
            [
                AnswerForm.Page,
                AnswerForm.Json(OperatorsJson.Default.ApprovalView),
                AnswerForm.Json(OperatorsJson.Default.LimitApprovalView),
            ],
            Refusals = [RefusalCode.ApprovalNotFound, RefusalCode.LinkTampered],
            Handler = ApprovalHandlers.ShowAsync,
        },
        new()
        {
            Methods = Verbs.Post,
            Pattern = Approvals,
            Rule = RouteRule.Act(Permission.DecideUnkill, also: "to withdraw, for whoever asked"),
            Summary = "Approves, rejects or, by whoever asked, withdraws an unkill or a change of a limit.",
            Body = [Fields.Decision, Fields.Reason],
            Answers = [AnswerForm.Json(OperatorsJson.Default.DecisionReceipt), AnswerForm.Json(OperatorsJson.Default.LimitDecisionReceipt)],
            Refusals =
            [
                RefusalCode.DecisionInvalid, RefusalCode.ReasonMissing, RefusalCode.SelfApproval, RefusalCode.NotTheRequester,
                RefusalCode.ApprovalNotFound, RefusalCode.LinkTampered, RefusalCode.LinkExpired, RefusalCode.ApprovalExpired,
                RefusalCode.ApprovalAlreadyDecided, RefusalCode.ApprovalVoided, RefusalCode.AlreadyApprovedByYou,
            ],
            Handler = ApprovalHandlers.DecideAsync,
        },
        new()
        {
            Methods = Verbs.Get,
            Pattern = "/state",
            Rule = RouteRule.Read,
            Summary = "Killed scopes first, then those restored lately. What is not listed is ACTIVE.",
            Answers = [AnswerForm.Json(OperatorsJson.Default.IReadOnlyListScopeStateView)],
            Handler = IncidentHandlers.StateAsync,
        },
        new()
        {
            Methods = Verbs.Get,
            Pattern = "/incidents",
            Rule = RouteRule.Read,
            Summary = "Incidents, open and closed, newest first, going back at most 12 months.",
            Query = IncidentHandlers.ListQuery,
            Answers = [AnswerForm.Json(OperatorsJson.Default.IReadOnlyListIncidentSummary)],
            Refusals = [RefusalCode.ScopeInvalid],
            Handler = IncidentHandlers.ListAsync,
        },
        new()
        {
            Methods = Verbs.Get,
            Pattern = "/incidents/{id}",
            Rule = RouteRule.Read,
            Summary = "An incident: causes, requests, decisions, what it held back, the execution's ARN, the trace.",
            Answers = [AnswerForm.Json(OperatorsJson.Default.IncidentView)],
            Refusals = [RefusalCode.IncidentNotFound],
            Handler = IncidentHandlers.GetAsync,
        },
        new()
        {
            Methods = Verbs.Post,
            Pattern = "/incidents/{id}/notes",
            Rule = RouteRule.Act(Permission.Note),
            Summary = "Says something of an open incident, or that you are on it. What is stopped stays as it is.",
            Body = [Fields.NoteKind, Fields.Reason],
            Answers = [AnswerForm.Json(OperatorsJson.Default.NoteReceipt)],
            Refusals =
            [
                RefusalCode.IncidentNotFound, RefusalCode.NoOpenIncident, RefusalCode.ReasonMissing, RefusalCode.CommandFieldInvalid,
            ],
            Handler = IncidentHandlers.NoteAsync,
        },
        new()
        {
            Methods = Verbs.Post,
            Pattern = "/limits",
            Rule = RouteRule.Act(Permission.AskLimit),
            Summary = "Asks for a limit to be changed. Tighter takes one person, and is published at once; looser waits until others approve.",
            Body = [Fields.Owner, Fields.Rule, Fields.Value, Fields.Reason, Fields.Until],
            Status = 202,
            Answers = [AnswerForm.Json(OperatorsJson.Default.LimitReceipt)],
            Refusals =
            [
                RefusalCode.FieldMissing, RefusalCode.LimitOwnerUnknown, RefusalCode.LimitRuleUnknown, RefusalCode.LimitValueInvalid,
                RefusalCode.LimitUntilInvalid, RefusalCode.ReasonMissing, RefusalCode.LimitUnchanged, RefusalCode.LimitChangePending,
                RefusalCode.NobodyCouldApprove,
            ],
            Handler = LimitHandlers.AskAsync,
        },
        new()
        {
            Methods = Verbs.Get,
            Pattern = "/limits",
            Rule = RouteRule.Read,
            Summary = "What holds for every owner and rule, where it comes from, and the changes that are open.",
            Answers = [AnswerForm.Json(OperatorsJson.Default.LimitTableView)],
            Handler = LimitHandlers.ListAsync,
        },
        new()
        {
            Methods = Verbs.Get,
            Pattern = "/limits/changes/{id}",
            Rule = RouteRule.Read,
            Summary = "A change of a limit: who asked, who approved, what was published when, the execution's ARN.",
            Answers = [AnswerForm.Json(OperatorsJson.Default.LimitChangeView)],
            Refusals = [RefusalCode.LimitChangeNotFound],
            Handler = LimitHandlers.GetAsync,
        },
        new()
        {
            Methods = Verbs.Get,
            Pattern = "/audit",
            Rule = RouteRule.Read,
            Summary = "What stands in audit.v1, newest first, and whether that is all. What is given must all match.",
            Query = AuditHandlers.Query,
            Answers = [new AnswerForm("application/json", Schema: AuditPageJson.Schema)],
            Refusals = [RefusalCode.ScopeInvalid],
            Handler = AuditHandlers.FindAsync,
        },
        new()
        {
            Methods = Verbs.Look,
            Pattern = "/openapi.json",
            Rule = RouteRule.Open,
            Summary = "This API as an OpenAPI 3.1 document.",
            IgnoresQuery = true,
            Answers = [new AnswerForm("application/json", Schema: """{"type": "object"}""")],
            Handler = FileHandlers.DocumentAsync,
        },
        new()
        {
            Methods = Verbs.Look,
            Pattern = "/assets/{id}",
            Rule = RouteRule.Open,
            Summary = "A file of the pages.",
            IgnoresQuery = true,
            IsListed = false,
            Answers = [new AnswerForm("text/plain")],
            Handler = FileHandlers.AssetAsync,
        },
    ];
}
