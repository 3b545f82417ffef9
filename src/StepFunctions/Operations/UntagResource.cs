using System.Text.Json;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

internal sealed class UntagResource : IOperation
{
    public string Name => nameof(UntagResource);

    public async Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var arn = TagResource.Tagged(engine, request);
        var tags = new SortedDictionary<string, string>(engine.Tags.GetValueOrDefault(arn)?.ToDictionary() ?? [], StringComparer.Ordinal);
        if (request.Any("tagKeys") is { ValueKind: JsonValueKind.Array } keys)
        {
            foreach (var key in keys.EnumerateArray())
                tags.Remove(key.GetString() ?? "");
        }
        await CreateStateMachine.SaveTagsAsync(engine, arn, tags).ConfigureAwait(false);
    }
}
