using KillSwitch.Api.Requests;
using KillSwitch.Api.Routing;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Api.Routes;

/// <summary>What is the same for everybody: the pages' files, and the document of this API.</summary>
internal static class FileHandlers
{
    private static readonly Refusal s_nothing =
        new(RefusalCode.NotFound, "There is nothing here. Open the link from the mail as it stands there.");

    public static Task<ApiAnswer> AssetAsync(ApiParts parts, Call call, CancellationToken cancellationToken) => Task.FromResult(
        parts.Assets.TryGetValue(call.Id, out var file)
            ? new ApiAnswer(call.Route.Status, file.ContentType, file.Content)
            : ApiAnswer.Of(s_nothing, call.TraceId));

    public static Task<ApiAnswer> DocumentAsync(ApiParts parts, Call call, CancellationToken cancellationToken) =>
        Task.FromResult(new ApiAnswer(call.Route.Status, "application/json", parts.Document.Value));
}
