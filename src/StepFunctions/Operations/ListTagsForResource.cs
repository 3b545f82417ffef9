using System.Text.Json;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

internal sealed class ListTagsForResource : IOperation
{
    public string Name => nameof(ListTagsForResource);

    public Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var arn = request.Required("resourceArn");
        var tags = engine.Catalogue.TagsOf(arn) ?? throw WireException.ResourceNotFound(arn);
        answer.WriteStartArray("tags");
        foreach (var (key, value) in tags)
        {
            answer.WriteStartObject();
            answer.WriteString("key", key);
            answer.WriteString("value", value);
            answer.WriteEndObject();
        }
        answer.WriteEndArray();
        return Task.CompletedTask;
    }
}
