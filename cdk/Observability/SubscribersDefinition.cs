using KillSwitch.Cdk.Settings;

namespace KillSwitch.Cdk.Observability;

/// <summary>
/// The state machine behind <see cref="Subscribers"/>: of each topic it reads all pages of subscriptions, counts the addresses without a
/// confirmed one, and measures the sum. SNS writes a word, not an ARN, where one is pending or was deleted.
/// </summary>
internal static class SubscribersDefinition
{
    public static Dictionary<string, object> Of(Deployment deployment, IReadOnlyList<SubscribedTopic> expected) => new()
    {
        ["Comment"] = "How many of those who are to be mailed are not subscribed",
        ["QueryLanguage"] = "JSONata",
        ["StartAt"] = "EveryTopic",
        ["TimeoutSeconds"] = 300,
        ["States"] = new Dictionary<string, object>
        {
            ["EveryTopic"] = new Dictionary<string, object>
            {
                ["Type"] = "Map",
                ["Items"] = expected
                    .Select(t => new Dictionary<string, object> { ["TopicArn"] = t.Arn, ["Addresses"] = t.Addresses.ToArray() })
                    .ToArray(),
                ["ItemProcessor"] = new Dictionary<string, object>
                {
                    ["ProcessorConfig"] = new Dictionary<string, object> { ["Mode"] = "INLINE" },
                    ["StartAt"] = "Begin",
                    ["States"] = PerTopic(),
                },
                ["Next"] = "Measure",
            },
            ["Measure"] = Task(
                "cloudwatch:putMetricData",
                new Dictionary<string, object>
                {
                    ["Namespace"] = Subscribers.Namespace,
                    ["MetricData"] = new[]
                    {
                        new Dictionary<string, object>
                        {
                            ["MetricName"] = Subscribers.Missing,
                            ["Value"] = "{% $sum($states.input) %}",
                            ["Unit"] = "Count",
                            ["Dimensions"] = new[]
                            {
                                new Dictionary<string, object> { ["Name"] = Subscribers.Installation, ["Value"] = deployment.Student },
                            },
                        },
                    },
                },
                ("End", true)
            ),
        },
    };

    private static Dictionary<string, object> PerTopic() => new()
    {
        ["Begin"] = new Dictionary<string, object>
        {
            ["Type"] = "Pass",
            ["Assign"] = new Dictionary<string, object>
            {
                ["topic"] = "{% $states.input.TopicArn %}",
                ["addresses"] = "{% $states.input.Addresses %}",
                ["confirmed"] = Array.Empty<string>(),
                ["page"] = "",
            },
            ["Next"] = "ListPage",
        },
        ["ListPage"] = Task(
            "sns:listSubscriptionsByTopic",
            "{% $merge([{'TopicArn': $topic}, $page = '' ? {} : {'NextToken': $page}]) %}",
            ("Assign", new Dictionary<string, object>
            {
                ["confirmed"] =
                    "{% $append($confirmed, $states.result.Subscriptions[$contains(SubscriptionArn, ':')].$lowercase(Endpoint)) %}",
                ["page"] = "{% $exists($states.result.NextToken) ? $states.result.NextToken : '' %}",
            }),
            ("Next", "IsLastPage")
        ),
        ["IsLastPage"] = new Dictionary<string, object>
        {
            ["Type"] = "Choice",
            ["Choices"] = new[] { new Dictionary<string, object> { ["Condition"] = "{% $page != '' %}", ["Next"] = "ListPage" } },
            ["Default"] = "Count",
        },
        ["Count"] = new Dictionary<string, object>
        {
            ["Type"] = "Pass",
            ["Output"] = "{% $count($addresses[$not($lowercase($) in $confirmed)]) %}",
            ["End"] = true,
        },
    };

    /// <summary>A call of the service itself, tried again where it is busy.</summary>
    private static Dictionary<string, object> Task(string action, object arguments, params (string Name, object Value)[] more)
    {
        var task = new Dictionary<string, object>
        {
            ["Type"] = "Task",
            ["Resource"] = $"arn:aws:states:::aws-sdk:{action}",
            ["Arguments"] = arguments,
            ["Retry"] = new[]
            {
                new Dictionary<string, object>
                {
                    ["ErrorEquals"] = new[] { "States.TaskFailed" },
                    ["IntervalSeconds"] = 5,
                    ["MaxAttempts"] = 3,
                    ["BackoffRate"] = 2,
                },
            },
        };
        foreach (var (name, value) in more)
            task[name] = value;
        return task;
    }
}
