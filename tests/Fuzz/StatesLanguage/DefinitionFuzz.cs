using System.Text;
using System.Text.Json;
using KillSwitch.Fuzz.Tests.Support;
using KillSwitch.StatesLanguage;
using KillSwitch.StatesLanguage.Definitions;
using KillSwitch.StatesLanguage.Events;
using KillSwitch.StatesLanguage.Executions;

namespace KillSwitch.Fuzz.Tests.StatesLanguage;

public sealed class DefinitionFuzz
{
    [Fact]
    public void AnyDefinition_RunsToAnEndOrAWaitOrIsRefused() => Fuzzer.Run(new Definitions());

    [Fact]
    public void AnyInputAndAnswer_LeadToAnEndOrAWait() => Fuzzer.Run(new Inputs());

    private static readonly ExecutionIdentity Identity = new(
        "arn:aws:states:us-east-1:000000000000:execution:m:e",
        "e",
        "arn:aws:states:us-east-1:000000000000:stateMachine:m",
        "m",
        "arn:aws:iam::000000000000:role/r"
    );

    private static readonly string Everything = """
        {"StartAt":"P","TimeoutSeconds":60,"States":{
          "P":{"Type":"Pass","Parameters":{"x.$":"$.a","s.$":"States.Format('{}', $.b)","c.$":"$$.Execution.Id"},"ResultPath":"$.p.q","Assign":{"v.$":"$.a"},"Next":"C"},
          "C":{"Type":"Choice","Choices":[{"And":[{"Variable":"$.a","NumericGreaterThan":1},{"Not":{"Variable":"$.b","StringMatches":"x*y"}}],"Next":"M"},{"Variable":"$.t","TimestampLessThanPath":"$.t","Next":"W"}],"Default":"L"},
          "W":{"Type":"Wait","SecondsPath":"$.n","Next":"L"},
          "M":{"Type":"Map","ItemsPath":"$.list","MaxConcurrency":2,"ItemSelector":{"i.$":"$$.Map.Item.Value"},"ItemProcessor":{"StartAt":"I","States":{"I":{"Type":"Pass","OutputPath":"$.i","End":true}}},"ResultPath":"$.m","Next":"L"},
          "L":{"Type":"Parallel","Branches":[{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f","Payload.$":"$"},"ResultSelector":{"r.$":"$.Payload"},"Retry":[{"ErrorEquals":["E"],"IntervalSeconds":1,"MaxAttempts":2,"BackoffRate":2}],"Catch":[{"ErrorEquals":["States.ALL"],"ResultPath":"$.e","Next":"F"}],"End":true},"F":{"Type":"Fail","ErrorPath":"$.e.Error","Cause":"c"}}}],"Next":"S"},
          "S":{"Type":"Succeed","InputPath":"$[0]"}}}
        """;

    /// <summary>Starts an execution, answers its tasks and moves its clock, for a while.</summary>
    private static void Play(StateMachine machine, JsonElement input, JsonElement answer)
    {
        var decider = new Decider(machine, new AnyHost(), new NoJsonata(), new SomeEntropy());
        var state = ExecutionState.None;
        var now = DateTimeOffset.UnixEpoch;
        var todo = new Queue<ExecutionCommand>([new ExecutionCommand.Start(Identity, input)]);
        var events = 0;
        for (var turn = 0; turn < 60 && todo.TryDequeue(out var command); turn++)
        {
            var decided = decider.DecideAsync(state, command, now, CancellationToken.None);
            Assert.True(decided.IsCompleted, "the evaluator answers at once");
            var decision = decided.GetAwaiter().GetResult();
            state = decision.State;
            events += decision.Events.Count;
            foreach (var e in decision.Events)
                CheckKept(e);
            foreach (var effect in decision.Effects)
            {
                if (effect is Effect.InvokeTask task)
                    todo.Enqueue(
                        turn % 3 == 2
                            ? new ExecutionCommand.FailTask(task.Frame, task.Attempt, new StatesError("E", "c"))
                            : new ExecutionCommand.SucceedTask(task.Frame, task.Attempt, answer)
                    );
                else if (effect is Effect.SetTimer { Due: { } due } && due > now)
                    now = due;
            }
            if (decision.HasMore && events < 1000 || todo.Count == 0 && state.IsRunning && turn < 20)
                todo.Enqueue(new ExecutionCommand.Advance());
        }
        if (!state.IsRunning)
            Assert.NotEqual(ExecutionStatus.Running, state.Status);
    }

    /// <summary>What is not kept in the journal as it was would be another execution after a restart.</summary>
    private static void CheckKept(ExecutionEvent e)
    {
        var json = JsonSerializer.Serialize(e, EventsJson.Default.ExecutionEvent);
        var read = JsonSerializer.Deserialize(json, EventsJson.Default.ExecutionEvent)!;
        Assert.Equal(json, JsonSerializer.Serialize(read, EventsJson.Default.ExecutionEvent));
    }

    private sealed class AnyHost : ITaskHost
    {
        public string? WhyNot(TaskResource resource) => null;

        public bool HasActivity(string arn) => true;
    }

    private sealed class Definitions() : FuzzTarget("definition")
    {
        private static readonly JsonElement Input = Json.Parse(
            """{"a":2,"b":"z","t":"2024-01-01T00:00:00Z","n":1,"list":[1,{"x":[2]},"3"]}"""
        );

        public override IReadOnlyList<byte[]> Seeds { get; } =
        [
            Encoding.UTF8.GetBytes(Everything),
            .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "statemachines"), "*.asl.json").Select(File.ReadAllBytes),
        ];

        public override IReadOnlyList<string> Words { get; } =
        [
            "\"Type\":\"Map\"",
            "\"Type\":\"Wait\"",
            "\"QueryLanguage\":\"JSONata\"",
            "\"{% $x %}\"",
            "\"$.a[?(@.b)]\"",
            "\"$..*..*\"",
            "\"ResultPath\":\"$.a.b.c\"",
            "\"Seconds\":",
            "\"End\":true",
            "\"Next\":\"P\"",
            "\"Resource\":\"x\"",
            "\"Output\":",
            "1e9",
            "\"x.$\":\"States.ArrayRange(1,1000,1)\"",
        ];

        public override int ShortRun => 400;

        public override long Allocation => 64 * 1024 * 1024;

        public override long AllocationPerByte => 2000;

        public override void Try(byte[] input)
        {
            try
            {
                Play(StateMachine.Parse(Encoding.UTF8.GetString(input)), Input, Input);
            }
            catch (DefinitionException refused)
            {
                Assert.NotEmpty(refused.Diagnostics);
            }
        }
    }

    private sealed class Inputs() : FuzzTarget("execution-input")
    {
        private static readonly StateMachine Machine = StateMachine.Parse(Everything);

        public override IReadOnlyList<byte[]> Seeds { get; } =
        [
            """{"a":2,"b":"z","t":"2024-01-01T00:00:00Z","n":1,"list":[1,{"x":[2]},"3"]}"""u8.ToArray(),
            """{"a":0,"b":"xy","n":3,"Payload":{"ok":true}}"""u8.ToArray(),
        ];

        public override IReadOnlyList<string> Words { get; } =
        [
            "{",
            "}",
            "[",
            "]",
            "\"a\":",
            "\"b\":",
            "\"t\":",
            "\"n\":",
            "\"list\":",
            "\"2024-02-30T00:00:00Z\"",
            "1e400",
            ",",
            "\"\\ud800\"",
            "\"\\ud800\":1",
        ];

        public override int ShortRun => 500;

        public override long Allocation => 64 * 1024 * 1024;

        public override long AllocationPerByte => 4000;

        public override void Try(byte[] input)
        {
            var text = Encoding.UTF8.GetString(input);
            if (Json.TryParse(text, out var value) && Json.Bytes(value) <= Limits.PayloadBytes)
                Play(Machine, value, value);
        }
    }
}
