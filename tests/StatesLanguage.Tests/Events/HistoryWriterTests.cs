using System.Buffers;
using System.Text;
using System.Text.Json;
using KillSwitch.StatesLanguage.Events;
using KillSwitch.StatesLanguage.Tests.Support;

namespace KillSwitch.StatesLanguage.Tests.Events;

public class HistoryWriterTests
{
    [Fact]
    public void Write_TaskScheduled_ShowsParametersAsText()
    {
        var run = Run.Started(Asl.Task("""
            "TimeoutSeconds":9,"Parameters":{"FunctionName":"f","Payload":{"a":1}}
            """, "arn:aws:states:::lambda:invoke"));

        Assert.Equal(
            """{"timestamp":1735828200,"type":"TaskScheduled","id":3,"previousEventId":2,"taskScheduledEventDetails":{"parameters":"{\"FunctionName\":\"f\",\"Payload\":{\"a\":1}}","region":"us-east-1","resource":"invoke","resourceType":"lambda","timeoutInSeconds":9}}""",
            Written(run.Events.OfType<TaskScheduled>().Single(), data: true));
    }

    [Fact]
    public void Write_WithoutData_LeavesInputsAndOutputsOut()
    {
        var run = Run.Started(Asl.One("Pass"), """{"secret":1}""");

        Assert.All(run.Events.Where(e => e.Head.Id > 0), e => Assert.DoesNotContain("secret", Written(e, data: false)));
    }

    [Fact]
    public void Write_Assigned_ShowsVariablesAsText()
    {
        var run = Run.Started(Asl.One("Pass", "\"Assign\":{\"x\":{\"y\":1}}"));

        Assert.Contains(
            """assignedVariables":{"x":"{\"y\":1}"},"assignedVariablesDetails":{"truncated":false}""",
            Written(run.Events.OfType<StateExited>().Single(), data: true));
    }

    private static string Written(ExecutionEvent happened, bool data)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (
            var json = new Utf8JsonWriter(
                buffer,
                new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            )
        )
            HistoryWriter.Write(json, happened, data);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
