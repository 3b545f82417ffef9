using System.Text.Json;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>Takes tags away; one that is not there is away already.</summary>
internal sealed class UntagResource : IOperation
{
    public string Name => nameof(UntagResource);

    public async Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var arn = request.Required("resourceArn");
        string[] keys = request.Any("tagKeys") is { ValueKind: JsonValueKind.Array } given
            ? [.. given.EnumerateArray().Select(k => k.GetString() ?? "")]
            : [];
        var found = await engine.Catalogue.ChangeTagsAsync(arn, tags =>
        {
            foreach (var key in keys)
                tags.Remove(key);
        }, cancellationToken).ConfigureAwait(false);
        if (!found)
            throw WireException.ResourceNotFound(arn);
    }
}
