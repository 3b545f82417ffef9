using System.Text;
using KillSwitch.Api.Requests;
using KillSwitch.Api.Routing;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Reading;
using KillSwitch.Local.Acts;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Local.Api.Pages;

/// <summary>What stands in a topic, from where on, and ends there.</summary>
public delegate IAsyncEnumerable<TopicRecord> ReadTopic(string topic, TailStart from, CancellationToken cancellationToken);

/// <summary>The topics, and what stands in them.</summary>
internal static class TopicRoutes
{
    private const string Topic = "topic";

    private static readonly QueryField s_latest =
        new("latest", "How many of the latest records of each partition.", new QueryRange(Max: 500, Usual: 20));

    private const string Schema = """
        {
          "type": "array",
          "description": "Newest first.",
          "items": {
            "type": "object",
            "required": ["partition", "offset", "ts", "key", "headers"],
            "properties": {
              "partition": {"type": "integer"},
              "offset": {"type": "integer"},
              "ts": {"type": "integer", "description": "Unix ms."},
              "key": {"type": ["string", "null"]},
              "headers": {"type": "object"},
              "value": {"description": "JSON where it is JSON, else text; null where the key was deleted."},
              "value_base64": {"type": "string", "description": "Instead of a value that is no text."}
            }
          }
        }
        """;

    public static IReadOnlyList<Route> Of(ReadTopic read) =>
    [
        new()
        {
            Methods = Verbs.Get,
            Pattern = "/topics",
            Rule = RouteRule.Read,
            Summary = "The topics, and how each is kept. On one machine only.",
            Answers = [AnswerForm.Json(TopicsJson.Default.IReadOnlyListTopicSummary)],
            Handler = (_, call, _) => Task.FromResult(
                ApiAnswer.Json<IReadOnlyList<TopicSummary>>(
                    [.. Topics.All.Select(TopicSummary.Of)],
                    TopicsJson.Default.IReadOnlyListTopicSummary,
                    call.Route.Status
                )
            ),
        },
        new()
        {
            Methods = Verbs.Get,
            Pattern = $"/topics/{{{Topic}}}",
            Rule = RouteRule.Read,
            Summary = "The latest records of a topic, newest first. On one machine only.",
            Query = [s_latest],
            Answers = [new AnswerForm("application/json", Schema: Schema)],
            Refusals = [RefusalCode.NotFound, RefusalCode.DependencyUnavailable],
            Handler = (_, call, cancellationToken) => LatestAsync(read, call, cancellationToken),
        },
    ];

    private static async Task<ApiAnswer> LatestAsync(ReadTopic read, Call call, CancellationToken cancellationToken)
    {
        var topic = call.Path[Topic];
        if (Topics.All.All(t => t.Name != topic))
        {
            var missing = new Refusal(
                RefusalCode.NotFound,
                $"There is no topic of that name here: there are {string.Join(", ", Topics.All.Select(t => t.Name))}."
            );
            return ApiAnswer.Of(missing, call.TraceId);
        }
        try
        {
            var records = new List<TopicRecord>();
            await foreach (var record in read(topic, new TailStart(call.Query.Number(s_latest.Name)), cancellationToken))
                records.Add(record);
            return new ApiAnswer(call.Route.Status, "application/json", Json(records));
        }
        catch (Exception e) when (e is KafkaUnreachableException or TopicMissingException)
        {
            return ApiAnswer.Of(new Refusal(RefusalCode.DependencyUnavailable, e.Message), call.TraceId);
        }
    }

    private static byte[] Json(IEnumerable<TopicRecord> records)
    {
        var newestFirst = records
            .OrderByDescending(r => r.TimestampInMs)
            .ThenByDescending(r => r.Offset)
            .Select(RecordLine.Json);
        return Encoding.UTF8.GetBytes($"[{string.Join(",\n", newestFirst)}]");
    }
}
